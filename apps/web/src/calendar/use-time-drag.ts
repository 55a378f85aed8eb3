import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { addDays, daysBetween } from "./days.ts";
import type { Entry, Times } from "./entry.ts";
import { holdTouch } from "./hold-touch.ts";

const step = 15;
/** So many pixels make a press a drag. */
const threshold = 4;
const dayLength = 1440;

export interface Draft {
  mode: "create" | "move" | "resize";
  entry: Entry | null;
  column: number;
  times: Times;
}

interface Options {
  /** The element whose children with data-column are the days. */
  body: RefObject<HTMLElement | null>;
  scroller: RefObject<HTMLElement | null>;
  /** Day of each column; columns of one day are people. */
  days: readonly string[];
  onDrop: (draft: Draft, isClick: boolean) => void;
  onClick: (entry: Entry, element: HTMLElement) => void;
}

interface Press {
  mode: Draft["mode"];
  entry: Entry | null;
  element: HTMLElement;
  x: number;
  y: number;
  column: number;
  minute: number;
  isDrag: boolean;
  /** Where it is now; what is drawn may be a picture behind. */
  draft?: Draft;
}

/** Making, moving and resizing entries in the hours of days with a mouse or pen; a finger scrolls and taps, and drags once it has rested. */
export function useTimeDrag({ body, scroller, days, onDrop, onClick }: Options) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const press = useRef<Press | null>(null);
  const latest = useRef({ days, onDrop, onClick });
  latest.current = { days, onDrop, onClick };

  useEffect(() => {
    const end = () => {
      press.current = null;
      setDraft(null);
    };
    const move = (event: PointerEvent) => {
      const p = press.current;
      if (!p) return;
      if (!p.isDrag && Math.hypot(event.clientX - p.x, event.clientY - p.y) < threshold) return;
      p.isDrag = true;
      scrollNear(scroller.current, event.clientY);
      const at = pointIn(body.current, event.clientX, event.clientY);
      p.draft = { mode: p.mode, entry: p.entry, column: p.mode === "move" ? at.column : p.column, times: timesAt(p, at, latest.current.days) };
      setDraft(p.draft);
    };
    const up = (event: PointerEvent) => {
      const p = press.current;
      if (!p) return;
      const { days: all, onDrop: drop, onClick: click } = latest.current;
      end();
      if (event.type === "pointercancel") return;
      if (p.draft) drop(p.draft, false);
      else if (p.entry) click(p.entry, p.element);
      else drop({ mode: "create", entry: null, column: p.column, times: hourAt(all[p.column] ?? "", p.minute) }, true);
    };
    const cancel = (event: KeyboardEvent) => {
      if (event.key === "Escape" && press.current) {
        event.stopPropagation();
        end();
      }
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
    window.addEventListener("keydown", cancel, true);
    return () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
      window.removeEventListener("keydown", cancel, true);
    };
  }, [body, scroller]);

  const begin = (event: ReactPointerEvent<HTMLElement>, mode: Draft["mode"], entry: Entry | null) => {
    if (event.button !== 0) return;
    const at = pointIn(body.current, event.clientX, event.clientY);
    const element = event.currentTarget;
    const next: Press = { mode, entry, element, x: event.clientX, y: event.clientY, column: at.column, minute: at.minute, isDrag: false };
    if (event.pointerType === "touch") {
      const stop = new AbortController();
      element.addEventListener(
        "click",
        () =>
          entry ? onClick(entry, element) : onDrop({ mode: "create", entry: null, column: at.column, times: hourAt(days[at.column] ?? "", at.minute) }, true),
        { once: true, signal: stop.signal },
      );
      setTimeout(() => stop.abort(), 700);
      holdTouch(event, () => {
        stop.abort();
        press.current = next;
        setDraft({ mode, entry, column: at.column, times: entry ?? hourAt(days[at.column] ?? "", at.minute) });
      });
      return;
    }
    press.current = next;
  };
  return { draft, begin };
}

/** The column and the minute of its day under a pointer. */
function pointIn(body: HTMLElement | null, x: number, y: number): { column: number; minute: number } {
  const columns = [...(body?.querySelectorAll<HTMLElement>("[data-column]") ?? [])];
  const found = columns.findIndex((c) => x < c.getBoundingClientRect().right);
  const column = found < 0 ? columns.length - 1 : found;
  const box = columns[column]?.getBoundingClientRect();
  const minute = box ? ((y - box.top) / box.height) * dayLength : 0;
  return { column, minute: Math.max(0, Math.min(dayLength, minute)) };
}

function timesAt(press: Press, at: { column: number; minute: number }, days: readonly string[]): Times {
  const snap = (minute: number): number => Math.round(minute / step) * step;
  const { entry } = press;
  if (press.mode === "create" || !entry) {
    const from = snap(Math.min(press.minute, at.minute));
    const start = Math.min(from, dayLength - step);
    return timesOn(days[press.column] ?? "", start, Math.max(start + step, snap(Math.max(press.minute, at.minute))));
  }
  const shift = snap(at.minute - press.minute);
  if (press.mode === "resize") return timesOn(entry.firstDay, entry.start, Math.max(entry.start + step, entry.end + shift));
  const moved = daysBetween(days[press.column] ?? "", days[at.column] ?? "");
  const start = Math.max(0, Math.min(dayLength - step, snap(entry.start + shift)));
  return timesOn(addDays(entry.firstDay, moved), start, start + entry.end - entry.start);
}

/** Times from minutes of a day; what ends at midnight stays on its day. */
export function timesOn(day: string, start: number, end: number): Times {
  return { firstDay: day, lastDay: addDays(day, Math.max(0, Math.ceil(end / dayLength) - 1)), isAllDay: false, start, end };
}

/** The hour whose half a press was in. */
function hourAt(day: string, minute: number): Times {
  const start = Math.min(Math.floor(minute / 30) * 30, dayLength - 60);
  return timesOn(day, start, start + 60);
}

function scrollNear(element: HTMLElement | null, y: number): void {
  if (!element) return;
  const box = element.getBoundingClientRect();
  if (y < box.top + 90) element.scrollBy(0, -14);
  else if (y > box.bottom - 40) element.scrollBy(0, 14);
}
