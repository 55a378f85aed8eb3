import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { ObjectInfo } from "../../api/types.ts";
import type { ViewKind } from "../../api/views.ts";
import type { IconName } from "../../icons/paths.ts";
import type { ViewProps } from "./view-props.ts";

interface Kind {
  kind: ViewKind;
  icon: IconName;
  /** Whether records of the object can be looked at like this. */
  fits: (object: ObjectInfo) => boolean;
  View?: LazyExoticComponent<ComponentType<ViewProps>>;
}

const isChoice = (object: ObjectInfo): boolean =>
  object.fields.some((f) => f.type === "select" && !f.retired && f.access !== "masked" && (f.options?.length ?? 0) > 1);
const isDated = (object: ObjectInfo): boolean =>
  object.fields.some((f) => (f.type === "date" || f.type === "datetime") && !f.system && !f.retired && f.access !== "masked");

const [loadCalendar] = Object.values(import.meta.glob<{ default: ComponentType<ViewProps> }>("../../calendar/calendar-view.tsx"));

/** Ways to look at the same list; the table is the list's own. */
export const kinds: readonly Kind[] = [
  { kind: "table", icon: "menu", fits: () => true },
  { kind: "board", icon: "columns", fits: isChoice, View: lazy(() => import("../../board/board-view.tsx")) },
  ...(loadCalendar ? [{ kind: "calendar" as const, icon: "calendar" as const, fits: isDated, View: lazy(loadCalendar) }] : []),
];
