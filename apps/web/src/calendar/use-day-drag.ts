import { type PointerEvent, useCallback, useRef, useState } from "react";
import { addDays, daysBetween } from "./days.ts";
import type { Entry, Times } from "./entry.ts";
import { type Handlers, placeOf } from "./handlers.ts";
import { holdTouch } from "./hold-touch.ts";

interface Over {
  from: string;
  to: string;
  entry: Entry | null;
}

/** What of a drag is over a week, as one value that can be compared. */
export function partOf(over: Over | null, week: readonly string[]): string | null {
  if (!over) return null;
  const [first, last] = over.entry ? [over.to, over.to] : over.from < over.to ? [over.from, over.to] : [over.to, over.from];
  const part = week.filter((day) => day >= first && day <= last);
  return part.length ? `${part[0]}/${part.at(-1)}` : null;
}

export function isWithin(day: string, over: string | null): boolean {
  const [first, last] = over?.split("/") ?? [];
  return first !== undefined && last !== undefined && day >= first && day <= last;
}

/** Dragging an entry to another day, with a finger once it has rested on it, or over empty days to make one of them. */
export function useDayDrag(handlers: Handlers, days: readonly string[]) {
  const [over, setOver] = useState<Over | null>(null);
  const latest = useRef({ handlers, days });
  latest.current = { handlers, days };
  const begin = useCallback((event: PointerEvent<HTMLElement>, day: string, entry: Entry | null) => {
    const element = event.currentTarget;
    if (event.button !== 0) return;
    const origin = { x: event.clientX, y: event.clientY };
    if (event.pointerType === "touch") {
      if (!entry) return;
      const tap = new AbortController();
      element.addEventListener("click", () => latest.current.handlers.open(entry, placeOf(element)), { once: true, signal: tap.signal });
      holdTouch(event, () => {
        tap.abort();
        follow();
      });
      return;
    }
    if (!entry && event.target !== element) return;
    event.stopPropagation();
    follow();

    function follow() {
      let isDrag = false;
      let last = day;
      const move = (e: globalThis.PointerEvent) => {
        isDrag ||= Math.hypot(e.clientX - origin.x, e.clientY - origin.y) >= 4;
        const at = isDrag ? dayAt(e.clientX, e.clientY, latest.current.days) : undefined;
        if (at === undefined || at === last) return;
        last = at;
        setOver({ from: day, to: at, entry });
      };
      const stop = new AbortController();
      const end = (e: Event) => {
        stop.abort();
        setOver(null);
        if (e.type !== "pointerup") return;
        const { handlers: now } = latest.current;
        const [first, second] = day < last ? [day, last] : [last, day];
        if (!entry) now.create?.({ ...wholeDay(first), lastDay: second, end: (daysBetween(first, second) + 1) * 1440 }, placeOf(element));
        else if (!isDrag) now.open(entry, placeOf(element));
        else if (last !== day) now.move(entry, shifted(entry, daysBetween(day, last)));
      };
      window.addEventListener("pointermove", move, { signal: stop.signal });
      window.addEventListener("pointerup", end, { signal: stop.signal });
      window.addEventListener("pointercancel", end, { signal: stop.signal });
      window.addEventListener("keydown", (e) => e.key === "Escape" && end(e), { signal: stop.signal, capture: true });
    }
  }, []);
  return { over, begin };
}

function dayAt(x: number, y: number, days: readonly string[]): string | undefined {
  return document
    .elementsFromPoint(x, y)
    .map((e) => (e as HTMLElement).dataset.day)
    .find((d) => d !== undefined && days.includes(d));
}

export function shifted(entry: Entry, days: number): Times {
  return { firstDay: addDays(entry.firstDay, days), lastDay: addDays(entry.lastDay, days), isAllDay: entry.isAllDay, start: entry.start, end: entry.end };
}

export function wholeDay(day: string): Times {
  return { firstDay: day, lastDay: day, isAllDay: true, start: 0, end: 1440 };
}
