import { useEffect, useRef } from "react";
import type { CalendarMode } from "./calendar-search.ts";

interface Actions {
  setMode: (mode: CalendarMode) => void;
  create: (() => void) | undefined;
  toToday: () => void;
  step: (direction: 1 | -1) => void;
}

const letters: Record<string, CalendarMode> = { d: "day", w: "week", m: "month", p: "people", a: "agenda" };

/** t today, d w m p a the ways to look, n a new event, arrows back and forth; never while someone types. */
export function useCalendarKeys(actions: Actions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (target.closest("input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], .ant-segmented")) return;
      const { setMode, create, toToday, step } = latest.current;
      const mode = letters[event.key.toLowerCase()];
      if (mode) setMode(mode);
      else if (event.key === "t" || event.key === "T") toToday();
      else if ((event.key === "n" || event.key === "N") && create) create();
      else if (event.key === "ArrowLeft" || event.key === "ArrowRight") step(event.key === "ArrowRight" ? 1 : -1);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
