import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { weekdayName } from "../fields/recurrence/words.ts";
import { barClass } from "./all-day-row.tsx";
import { addDays, daysBetween } from "./days.ts";
import type { Entry, Times } from "./entry.ts";
import { EntryChip } from "./entry-chip.tsx";
import { type Handlers, placeOf } from "./handlers.ts";
import { hiddenCounts, layoutRow } from "./layout.ts";
import { dayWords } from "./time-words.ts";
import "./month-grid.css";

interface Props {
  /** Whole weeks. */
  days: readonly string[];
  /** The month in the middle, `2026-11`. */
  month: string;
  today: string;
  entries: readonly Entry[];
  handlers: Handlers;
  /** The day that keys begin on. */
  focused: string;
  setFocused: (day: string) => void;
  /** Phones: dots instead of texts. */
  isSmall?: boolean;
}

const lineHeight = 24;

/** Weeks of a month. Entries move by dragging; days are made into entries by a click, a drag over them, or Enter. */
export function MonthGrid({ days, month, today, entries, handlers, focused, setFocused, isSmall = false }: Props) {
  const { t } = useTranslation();
  const grid = useRef<HTMLDivElement>(null);
  const lanes = useLanes(grid, days.length / 7, isSmall);
  const weeks = useMemo(() => Array.from({ length: days.length / 7 }, (_, i) => days.slice(i * 7, i * 7 + 7)), [days]);
  const drag = useDayDrag(handlers, days);
  const keys = (event: KeyboardEvent) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-day]");
    if (event.target !== cell) return;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      const next = addDays(focused, step);
      setFocused(next);
      requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus());
    } else if (event.key === "Enter" && cell) {
      event.preventDefault();
      handlers.create?.(wholeDay(focused), placeOf(cell));
    }
  };
  return (
    <div className={`k-month${isSmall ? " is-small" : ""}`}>
      <div role="grid" aria-label={dayWords(`${month}-01`, { year: "numeric", month: "long" })} className="k-month-grid" ref={grid} onKeyDown={keys}>
        {/* biome-ignore lint/a11y/useFocusableInteractive: rows and heads of a grid are not stopped at */}
        <div role="row" className="k-month-head">
          {weeks[0]?.map((day) => (
            // biome-ignore lint/a11y/useFocusableInteractive: rows and heads of a grid are not stopped at
            <div role="columnheader" key={day}>
              {weekdayName(weekdayIndex(day), isSmall ? "narrow" : "short")}
            </div>
          ))}
        </div>
        {weeks.map((week) => (
          <Week key={week[0]} week={week} {...{ month, today, entries, handlers, focused, setFocused, isSmall, lanes, drag }} />
        ))}
      </div>
      <span className="k-visually-hidden" aria-live="polite">
        {drag.target ? t("calendar.movingTo", { day: dayWords(drag.target, { month: "long", day: "numeric", weekday: "long" }) }) : ""}
      </span>
    </div>
  );
}

type WeekProps = Omit<Props, "days"> & { week: readonly string[]; lanes: number; drag: ReturnType<typeof useDayDrag> };

function Week({ week, month, today, entries, handlers, focused, setFocused, isSmall, lanes, drag }: WeekProps) {
  const { t } = useTranslation();
  const bars = useMemo(() => layoutRow(entries, week), [entries, week]);
  const full = hiddenCounts(bars, 7, lanes);
  // The last line says how many more there are, where there are more.
  const shown = bars.filter((bar) => bar.lane < (full.slice(bar.from, bar.to + 1).some(Boolean) ? lanes - 1 : lanes));
  const hidden = week.map((_, i) => bars.filter((b) => b.from <= i && b.to >= i && !shown.includes(b)).length);
  const counts = week.map((_, i) => bars.filter((b) => b.from <= i && b.to >= i).length);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: rows and heads of a grid are not stopped at
    <div role="row" className="k-month-week">
      {week.map((day, i) => (
        <div
          role="gridcell"
          key={day}
          data-day={day}
          tabIndex={day === focused ? 0 : -1}
          aria-label={`${dayWords(day, { month: "long", day: "numeric", weekday: "long" })}，${t("calendar.entryCount", { count: counts[i] ?? 0 })}`}
          aria-current={day === today ? "date" : undefined}
          aria-selected={isSmall ? day === focused : undefined}
          className={["k-month-day", day.startsWith(month) ? "" : "is-outside", day === today ? "is-today" : "", drag.isOver(day) ? "is-over" : ""]
            .filter(Boolean)
            .join(" ")}
          style={{ gridColumn: i + 1 }}
          onFocus={() => setFocused(day)}
          onPointerDown={(event) => drag.begin(event, day, null)}
        >
          <button type="button" className="k-month-number" tabIndex={-1} onClick={() => (isSmall ? setFocused(day) : handlers.goTo(day))} aria-hidden="true">
            {Number(day.slice(8))}
          </button>
          {isSmall ? <Dots entries={bars.filter((b) => b.from <= i && b.to >= i).map((b) => b.entry)} handlers={handlers} /> : null}
          {!isSmall && (hidden[i] ?? 0) > 0 ? (
            <button type="button" className="k-month-more" onPointerDown={(e) => e.stopPropagation()} onClick={() => handlers.goTo(day)}>
              {t("calendar.more", { count: hidden[i] ?? 0 })}
            </button>
          ) : null}
          {isSmall
            ? null
            : shown
                .filter((bar) => bar.from === i)
                .map((bar) => (
                  <EntryChip
                    key={bar.entry.key}
                    entry={bar.entry}
                    color={handlers.colorOf(bar.entry)}
                    shape="line"
                    className={`k-month-entry ${barClass(bar)}`}
                    style={{ top: 28 + bar.lane * lineHeight, width: `calc(${bar.to - bar.from + 1}00% + ${bar.to - bar.from}px - 6px)` }}
                    onOpen={(entry, element) => handlers.open(entry, placeOf(element))}
                    {...(handlers.canMove(bar.entry)
                      ? { onPointerDown: (entry: Entry, event: PointerEvent<HTMLElement>) => drag.begin(event, day, entry) }
                      : {})}
                    onNudge={handlers.canMove(bar.entry) ? (entry, by) => by.days && handlers.move(entry, shifted(entry, by.days)) : undefined}
                  />
                ))}
        </div>
      ))}
    </div>
  );
}

function Dots({ entries, handlers }: { entries: readonly Entry[]; handlers: Handlers }) {
  return (
    <span className="k-month-dots" aria-hidden="true">
      {entries.slice(0, 4).map((entry) => (
        <i key={entry.key} className={`is-${entry.isOverdue ? "red" : handlers.colorOf(entry)}`} />
      ))}
    </span>
  );
}

/** Dragging an entry to another day, or over empty days to make one of them. */
function useDayDrag(handlers: Handlers, days: readonly string[]) {
  const [over, setOver] = useState<{ from: string; to: string; entry: Entry | null } | null>(null);
  const begin = (event: PointerEvent<HTMLElement>, day: string, entry: Entry | null) => {
    if (event.button !== 0 || event.pointerType === "touch") {
      if (entry && event.pointerType === "touch")
        event.currentTarget.addEventListener("click", (e) => handlers.open(entry, placeOf(e.currentTarget as Element)), { once: true });
      return;
    }
    if (!entry && event.target !== event.currentTarget) return;
    event.stopPropagation();
    const element = event.currentTarget;
    const origin = { x: event.clientX, y: event.clientY };
    let isDrag = false;
    let last = day;
    const dayAt = (x: number, y: number): string | undefined =>
      document
        .elementsFromPoint(x, y)
        .map((e) => (e as HTMLElement).dataset.day)
        .find((d) => d && days.includes(d));
    const move = (e: globalThis.PointerEvent) => {
      isDrag ||= Math.hypot(e.clientX - origin.x, e.clientY - origin.y) >= 4;
      if (!isDrag) return;
      last = dayAt(e.clientX, e.clientY) ?? last;
      setOver({ from: day, to: last, entry });
    };
    const stop = new AbortController();
    const end = (e: Event) => {
      stop.abort();
      setOver(null);
      if (e.type !== "pointerup") return;
      const [first, second] = day < last ? [day, last] : [last, day];
      if (!entry) handlers.create?.({ ...wholeDay(first), lastDay: second, end: (daysBetween(first, second) + 1) * 1440 }, placeOf(element));
      else if (!isDrag) handlers.open(entry, placeOf(element));
      else if (last !== day) handlers.move(entry, shifted(entry, daysBetween(day, last)));
    };
    window.addEventListener("pointermove", move, { signal: stop.signal });
    window.addEventListener("pointerup", end, { signal: stop.signal });
    window.addEventListener("pointercancel", end, { signal: stop.signal });
    window.addEventListener("keydown", (e) => e.key === "Escape" && end(e), { signal: stop.signal, capture: true });
  };
  const isOver = (day: string): boolean => {
    if (!over) return false;
    if (over.entry) return day === over.to;
    return day >= (over.from < over.to ? over.from : over.to) && day <= (over.from < over.to ? over.to : over.from);
  };
  return { begin, isOver, target: over?.to ?? null };
}

function shifted(entry: Entry, days: number): Times {
  return { firstDay: addDays(entry.firstDay, days), lastDay: addDays(entry.lastDay, days), isAllDay: entry.isAllDay, start: entry.start, end: entry.end };
}

function wholeDay(day: string): Times {
  return { firstDay: day, lastDay: day, isAllDay: true, start: 0, end: 1440 };
}

function weekdayIndex(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** How many lines fit under the number of a day. */
function useLanes(grid: React.RefObject<HTMLElement | null>, weeks: number, isSmall: boolean): number {
  const [lanes, setLanes] = useState(3);
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element || isSmall) return;
    const measure = () => setLanes(Math.max(1, Math.floor(((element.clientHeight - 30) / weeks - 30) / lineHeight)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [grid, weeks, isSmall]);
  return lanes;
}
