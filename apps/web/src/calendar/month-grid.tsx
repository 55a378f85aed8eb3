import { type KeyboardEvent, memo, type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { weekdayName } from "../fields/recurrence/words.ts";
import { barClass } from "./all-day-row.tsx";
import { addDays } from "./days.ts";
import type { Entry } from "./entry.ts";
import { EntryChip } from "./entry-chip.tsx";
import { type Handlers, placeOf } from "./handlers.ts";
import { hiddenCounts, layoutRow } from "./layout.ts";
import { dayWords } from "./time-words.ts";
import { isWithin, partOf, shifted, useDayDrag, wholeDay } from "./use-day-drag.ts";
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

const lineHeight = 26;

/** Weeks of a month. Entries move by dragging; days are made into entries by a click, a drag over them, or Enter. */
export function MonthGrid({ days, month, today, entries, handlers, focused, setFocused, isSmall = false }: Props) {
  const { t } = useTranslation();
  const grid = useRef<HTMLDivElement>(null);
  const lanes = useLanes(grid, days.length / 7, isSmall);
  const weeks = useMemo(() => Array.from({ length: days.length / 7 }, (_, i) => days.slice(i * 7, i * 7 + 7)), [days]);
  const { over, begin } = useDayDrag(handlers, days);
  const byWeek = useMemo(() => weeks.map((week) => entries.filter((e) => e.firstDay <= (week[6] ?? "") && e.lastDay >= (week[0] ?? ""))), [weeks, entries]);
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
        {weeks.map((week, i) => (
          <Week
            key={week[0]}
            week={week}
            entries={byWeek[i] ?? []}
            over={partOf(over, week)}
            focused={week.includes(focused) ? focused : null}
            {...{ month, today, handlers, setFocused, isSmall, lanes, begin }}
          />
        ))}
      </div>
      <span className="k-visually-hidden" aria-live="polite">
        {over ? t("calendar.movingTo", { day: dayWords(over.to, { month: "long", day: "numeric", weekday: "long" }) }) : ""}
      </span>
    </div>
  );
}

interface WeekProps extends Omit<Props, "days" | "focused"> {
  week: readonly string[];
  lanes: number;
  /** The day of it that keys begin on. */
  focused: string | null;
  /** First and last of its days that something is dragged over. */
  over: string | null;
  begin: ReturnType<typeof useDayDrag>["begin"];
}

/** Only the weeks that something changes in are drawn again. */
const Week = memo(WeekRow, (before, after) =>
  (Object.keys(after) as (keyof WeekProps)[]).every((key) => {
    if (key !== "entries") return before[key] === after[key];
    return before.entries.length === after.entries.length && before.entries.every((e, i) => e === after.entries[i]);
  }),
);

function WeekRow({ week, month, today, entries, handlers, focused, setFocused, isSmall, lanes, over, begin }: WeekProps) {
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
          aria-current={day === today ? "date" : undefined}
          aria-selected={isSmall ? day === focused : undefined}
          className={["k-month-day", day.startsWith(month) ? "" : "is-outside", day === today ? "is-today" : "", isWithin(day, over) ? "is-over" : ""]
            .filter(Boolean)
            .join(" ")}
          style={{ gridColumn: i + 1 }}
          onFocus={() => setFocused(day)}
          onPointerDown={(event) => begin(event, day, null)}
        >
          <span className="k-visually-hidden">
            {`${dayWords(day, { month: "long", day: "numeric", weekday: "long" })}${t("common.comma")}${t("calendar.entryCount", { count: counts[i] ?? 0 })}`}
          </span>
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
                    {...(handlers.canMove(bar.entry) ? { onPointerDown: (entry: Entry, event: PointerEvent<HTMLElement>) => begin(event, day, entry) } : {})}
                    onNudge={handlers.canMove(bar.entry) ? (entry, by) => by.days && handlers.move(entry, shifted(entry, by.days)) : undefined}
                    onRemove={handlers.remove}
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
