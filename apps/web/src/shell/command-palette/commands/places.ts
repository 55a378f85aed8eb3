import i18next from "i18next";
import { type CatalogIndex, labelOf } from "../../../api/catalog.ts";
import type { Me } from "../../../api/me.ts";
import type { Label } from "../../../api/types.ts";
import { iconNameOf } from "../../../icons/icon.tsx";
import type { IconName } from "../../../icons/paths.ts";
import { webModules, wordsForObject } from "../../../modules/registry.ts";
import { settingsPlaces } from "../../../settings/settings-layout.tsx";
import { navigableObjects } from "../../navigation.tsx";
import type { Command, Section } from "../command.ts";

/** A label in every language it has, so that it is found by either. */
const everyWord = (...labels: (Label | string)[]): string => labels.map((l) => (typeof l === "string" ? l : `${l.zh} ${l.en}`)).join(" ");

/** Pages, forms of new records, imports and settings this person may open. */
export function placeCommands(catalog: CatalogIndex, me: Me): Command[] {
  const t = i18next.t;
  const objects = navigableObjects(catalog.objects);
  const place = (section: Section, id: string, icon: IconName, label: string, href: string, words = ""): Command => ({ id, section, icon, label, href, words });
  const mayRead = (names: readonly string[] | undefined): boolean => (names ?? []).every((name) => catalog.byName.get(name)?.can.read);
  const entries = webModules.flatMap((m) => m.navigation ?? []).filter((e) => mayRead(e.needs));
  return [
    place("pages", "home", "home", t("shell.home"), "/", t("palette.words.home")),
    ...objects.map((o) =>
      place(
        "pages",
        `list:${o.name}`,
        iconNameOf(o.icon),
        labelOf(o.plural_label),
        `/o/${o.path}`,
        everyWord(o.label, o.plural_label, o.name, wordsForObject(o.name)),
      ),
    ),
    ...entries.map((e) => place("pages", `page:${e.to}`, e.icon, t(e.labelKey), e.to)),
    ...(objects.some((o) => o.can.import) ? [place("pages", "imports", "import", t("shell.imports"), "/imports", t("palette.words.imports"))] : []),
    place("pages", "profile", "user", t("shell.profile"), "/profile", t("palette.words.profile")),
    ...objects
      .filter((o) => o.can.create)
      .map((o) =>
        place(
          "new",
          `new:${o.name}`,
          "plus",
          t("list.newRecord", { object: labelOf(o.label) }),
          `/o/${o.path}?new=%7B%7D`,
          `${everyWord(o.label, wordsForObject(o.name))} ${t("palette.words.new")}`,
        ),
      ),
    ...objects
      .filter((o) => o.can.import)
      .map((o) =>
        place(
          "import",
          `import:${o.name}`,
          "import",
          t("palette.importInto", { object: labelOf(o.plural_label) }),
          `/imports/new?object=${o.name}`,
          `${everyWord(o.label)} ${t("palette.words.imports")}`,
        ),
      ),
    ...objects
      .map((o) =>
        place("pages", `bin:${o.name}`, "trash", t("palette.binOf", { object: labelOf(o.plural_label) }), `/o/${o.path}?deleted=true`, everyWord(o.label)),
      )
      .filter(() => me.is_administrator),
    ...settingsPlaces
      .filter((p) => p.isOpen(me))
      .map((p) => place("settings", p.to, p.icon, t("palette.settingsOf", { page: t(`settings.${p.key}.title`) }), p.to, t("palette.words.settings"))),
  ];
}
