import { lazy } from "react";
import { webModules } from "../modules/registry.ts";
import type { HomeWidget } from "../modules/web-module.ts";

/** Widgets that belong to no module. */
const own: readonly HomeWidget[] = [
  { id: "recents", labelKey: "home.recents.title", aboutKey: "home.recents.about", width: "half", Component: lazy(() => import("./widgets/recents.tsx")) },
  { id: "notices", labelKey: "home.notices.title", aboutKey: "home.notices.about", width: "half", Component: lazy(() => import("./widgets/notices.tsx")) },
  {
    id: "records",
    labelKey: "home.records.title",
    aboutKey: "home.records.about",
    width: "full",
    isOptional: true,
    Component: lazy(() => import("./widgets/my-objects.tsx")),
  },
];

/** Every widget a person can choose from, given what they may read and whether they have a team. */
export function widgetsFor({ canRead, hasTeam }: { canRead: (object: string) => boolean; hasTeam: boolean }): HomeWidget[] {
  return [...webModules.flatMap((m) => m.homeWidgets ?? []), ...own].filter((w) => (w.needs ?? []).every(canRead) && (hasTeam || !w.isForTeams));
}
