import type { useNavigate } from "@tanstack/react-router";
import i18next from "i18next";
import { type CatalogIndex, labelOf } from "../../api/catalog.ts";
import type { Me } from "../../api/me.ts";
import type { SearchHit } from "../../api/search.ts";
import { iconNameOf } from "../../icons/icon.tsx";
import type { IconName } from "../../icons/paths.ts";
import { maySeeSettings, navigableObjects } from "../navigation.tsx";

export interface Command {
  id: string;
  group: "records" | "pages" | "new" | "settings";
  icon: IconName;
  label: string;
  detail?: string;
  run: () => void;
}

type Navigate = ReturnType<typeof useNavigate>;

/** Every place and action the palette can reach for this person. */
export function commandsOf(catalog: CatalogIndex, me: Me, navigate: Navigate): Command[] {
  const t = i18next.t;
  const objects = navigableObjects(catalog.objects);
  const page = (id: string, icon: IconName, label: string, run: () => unknown): Command => ({ id, group: "pages", icon, label, run: () => void run() });
  const setting = (id: string, icon: IconName, label: string, run: () => unknown): Command => ({ id, group: "settings", icon, label, run: () => void run() });
  return [
    page("home", "home", t("shell.home"), () => navigate({ to: "/" })),
    ...objects.map((o) => page(`list:${o.name}`, iconNameOf(o.icon), labelOf(o.plural_label), () => navigate({ to: "/o/$path", params: { path: o.path } }))),
    page("imports", "import", t("shell.imports"), () => navigate({ to: "/imports" })),
    page("profile", "user", t("shell.profile"), () => navigate({ to: "/profile" })),
    ...objects
      .filter((o) => o.can.create)
      .map(
        (o): Command => ({
          id: `new:${o.name}`,
          group: "new",
          icon: "plus",
          label: t("list.newRecord", { object: labelOf(o.label) }),
          run: () => void navigate({ to: "/o/$path", params: { path: o.path }, search: { new: {} } }),
        }),
      ),
    ...(maySeeSettings(me)
      ? [
          setting("objects", "cube", t("settings.objects.title"), () => navigate({ to: "/settings/objects" })),
          setting("users", "users", t("settings.users.title"), () => navigate({ to: "/settings/users" })),
          setting("departments", "department", t("settings.departments.title"), () => navigate({ to: "/settings/departments" })),
          setting("roles", "role", t("settings.roles.title"), () => navigate({ to: "/settings/roles" })),
          setting("keys", "key", t("settings.apiKeys.title"), () => navigate({ to: "/settings/api-keys" })),
          setting("audit", "audit", t("settings.audit.title"), () => navigate({ to: "/settings/audit" })),
        ]
      : []),
  ];
}

export function hitCommands(hits: SearchHit[], catalog: CatalogIndex, navigate: Navigate): Command[] {
  return hits.flatMap((hit): Command[] => {
    const object = catalog.byName.get(hit.object);
    if (!object) return [];
    const match = typeof hit.match === "string" ? hit.match : hit.match?.text;
    return [
      {
        id: `${hit.object}:${hit.id}`,
        group: "records",
        icon: iconNameOf(object.icon),
        label: hit.title,
        detail: match && match !== hit.title ? `${labelOf(object.label)} · ${match}` : labelOf(object.label),
        run: () => void navigate({ to: "/o/$path/$id", params: { path: object.path, id: hit.id } }),
      },
    ];
  });
}
