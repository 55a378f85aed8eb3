import { useEffect, useRef } from "react";
import { useShortcuts } from "../shell/shortcuts.ts";
import type { CalendarMode } from "./calendar-search.ts";

interface Actions {
  setMode: (mode: CalendarMode) => void;
  create: (() => void) | undefined;
  toToday: () => void;
  step: (direction: 1 | -1) => void;
}

const letters: readonly [string, CalendarMode][] = [
  ["d", "day"],
  ["w", "week"],
  ["m", "month"],
  ["p", "people"],
  ["a", "agenda"],
];
/** Arrows that mean something else where they are pressed. */
const takesArrows = "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], .ant-segmented, .ant-drawer";

/** t today, d w m p a the ways to look, n a new event, arrows back and forth; never while someone types. */
export function useCalendarKeys(actions: Actions): void {
  const latest = useRef(actions);
  latest.current = actions;
  const { setMode, create, toToday } = actions;
  useShortcuts("calendar", [
    ...(create ? [{ keys: "n", labelKey: "calendar.newEvent", run: create }] : []),
    { keys: "t", labelKey: "calendar.keys.today", run: toToday },
    ...letters.map(([keys, mode]) => ({ keys, labelKey: `calendar.keys.${mode}`, run: () => setMode(mode) })),
    { keys: "ArrowLeft", labelKey: "calendar.keys.step" },
    { keys: "ArrowRight", labelKey: "calendar.keys.step" },
    { keys: "Enter", labelKey: "calendar.keys.open" },
    { keys: "Delete", labelKey: "calendar.keys.remove" },
    { keys: "Alt+ArrowUp", labelKey: "calendar.keys.move" },
    { keys: "Alt+ArrowDown", labelKey: "calendar.keys.move" },
    { keys: "Alt+ArrowLeft", labelKey: "calendar.keys.moveDay" },
    { keys: "Alt+ArrowRight", labelKey: "calendar.keys.moveDay" },
    { keys: "Alt+Shift+ArrowDown", labelKey: "calendar.keys.longer" },
  ]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      if ((event.target as HTMLElement).closest(takesArrows)) return;
      event.preventDefault();
      latest.current.step(event.key === "ArrowRight" ? 1 : -1);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
