import { type CSSProperties, type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { wallClockOf } from "../format/zone.ts";
import { usePreferences } from "../preferences/preferences.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { AllDayRow } from "./all-day-row.tsx";
import { addDays, clockOf, minutesOf } from "./days.ts";
import type { Entry } from "./entry.ts";
import { EntryChip } from "./entry-chip.tsx";
import { type Handlers, placeOf } from "./handlers.ts";
import { layoutDay, layoutMarks, type Slot } from "./layout.ts";
import { MarkButton, markStep } from "./mark-button.tsx";
import type { TimeColumn } from "./time-column.ts";
import { timesWords } from "./time-words.ts";
import { type Draft, timesOn, useTimeDrag } from "./use-time-drag.ts";
import "./time-grid.css";

interface Props {
  columns: readonly TimeColumn[];
  handlers: Handlers;
  label: string;
  /** Columns are people: an entry stays in its column. */
  isPeople?: boolean;
}

const opensAt = 8 * 60;

/** The hours of days or people side by side; times are made and changed by dragging or by keys. */
export function TimeGrid({ columns, handlers, label, isPeople = false }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const now = useNow();
  const [cursor, setCursor] = useState<{ column: number; minute: number } | null>(null);
  const days = columns.map((c) => c.day);
  const drop = (draft: Draft) => {
    const column = columns[draft.column];
    const place = body.current?.querySelector(".k-time-draft");
    if (draft.mode !== "create" || !column) {
      if (draft.entry) handlers.move(draft.entry, draft.times);
      return;
    }
    handlers.create?.(draft.times, place ? placeOf(place) : boxOf(body.current, draft), column.userId);
  };
  const { draft, begin } = useTimeDrag({
    body,
    scroller,
    days,
    onDrop: (dropped) => drop(isPeople && dropped.mode === "move" ? { ...dropped, column: 0 } : dropped),
    onClick: (entry, element) => handlers.open(entry, placeOf(element)),
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element) element.scrollTop = (opensAt / 1440) * (body.current?.offsetHeight ?? 0) - 8;
  }, []);
  const slots = useMemo(() => columns.map((c) => layoutDay(c.entries, c.day)), [columns]);
  const isNarrow = useIsNarrow();
  const lanes = columns.length < 3 && !isNarrow ? 4 : 1;
  const marks = useMemo(() => columns.map((c) => layoutMarks(c.entries, c.day, lanes)), [columns, lanes]);
  const keys = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const next = cursorAfter(cursor ?? { column: 0, minute: opensAt }, event.key, columns.length);
    if (next) {
      event.preventDefault();
      event.stopPropagation();
      setCursor(cursor ? next : { column: 0, minute: opensAt + 60 });
      requestAnimationFrame(() => body.current?.querySelector(".k-time-cursor")?.scrollIntoView({ block: "nearest" }));
    } else if ((event.key === "Enter" || event.key === " ") && cursor && handlers.create) {
      event.preventDefault();
      const column = columns[cursor.column];
      const element = body.current?.querySelector(".k-time-cursor");
      if (column && element) handlers.create(timesOn(column.day, cursor.minute, cursor.minute + 60), placeOf(element), column.userId);
    }
  };
  const nudge = (entry: Entry, by: { days?: number; minutes?: number; length?: number }) => {
    if (!handlers.canMove(entry)) return;
    const start = entry.start + (by.minutes ?? 0);
    const end = Math.max(start + 15, entry.end + (by.minutes ?? 0) + (by.length ?? 0));
    if (start >= 0 && start < 1440) handlers.move(entry, timesOn(addDays(entry.firstDay, isPeople ? 0 : (by.days ?? 0)), start, end));
  };
  const at = cursor ? columns[cursor.column] : undefined;
  return (
    <div className="k-time" ref={scroller} style={{ "--columns": columns.length } as CSSProperties}>
      <div className="k-time-heads">
        <div className="k-time-corner" />
        {columns.map((c) => (
          <div key={c.key} id={`${id}-${c.key}`} className={`k-time-head${c.day === now.day ? " is-today" : ""}`}>
            {c.head}
          </div>
        ))}
      </div>
      <AllDayRow columns={columns} handlers={handlers} isPeople={isPeople} />
      <div
        className="k-time-body"
        ref={body}
        role="group"
        aria-label={`${label}${t("common.comma")}${t("calendar.gridHelp")}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move a cursor over the hours
        tabIndex={0}
        onKeyDown={keys}
        onBlur={() => setCursor(null)}
      >
        <div className="k-time-hours" aria-hidden="true">
          {hours.map((h) => (
            <span key={h}>{h === 0 ? "" : clockOf(h * 60)}</span>
          ))}
        </div>
        {columns.map((column, i) => (
          <section
            key={column.key}
            className={`k-time-column${column.day === now.day ? (isPeople ? " is-now" : " is-today") : ""}`}
            style={{ "--marks": `${Math.max(0, ...(marks[i] ?? []).map((m) => m.lane + 1)) * markStep}px` } as CSSProperties}
            data-column={i}
            aria-label={column.label}
            aria-labelledby={isPeople ? `${id}-${column.key}` : undefined}
            onPointerDown={(event) => (event.target === event.currentTarget && handlers.create ? begin(event, "create", null) : undefined)}
          >
            {slots[i]?.map((slot) => (
              <TimedEntry key={slot.entry.key} slot={slot} handlers={handlers} begin={begin} nudge={nudge} isMoving={draft?.entry?.key === slot.entry.key} />
            ))}
            {marks[i]?.map((mark) => (
              <MarkButton key={mark.entries[0]?.key} mark={mark} handlers={handlers} />
            ))}
            {draft && (isPeople && draft.mode === "move" ? draft.entry?.userIds.includes(column.userId ?? "") : draft.column === i) ? (
              <DraftBox draft={draft} handlers={handlers} day={column.day} />
            ) : null}
            {cursor?.column === i ? <div className="k-time-cursor" style={span(cursor.minute, cursor.minute + 60)} /> : null}
            {column.day === now.day ? <div className="k-time-now" style={{ top: `${(now.minute / 1440) * 100}%` }} /> : null}
          </section>
        ))}
        <span className="k-visually-hidden" aria-live="polite">
          {cursor && at ? `${at.label} ${clockOf(cursor.minute)}` : ""}
        </span>
      </div>
    </div>
  );
}

const hours = Array.from({ length: 24 }, (_, h) => h);
const span = (top: number, bottom: number) => ({ top: `${(top / 1440) * 100}%`, height: `${((bottom - top) / 1440) * 100}%` });

/** Side by side, none over another. */
function spread(column: number, columns: number, wide: number): CSSProperties {
  const left = column / columns;
  const width = wide / columns;
  const room = "(100% - var(--marks, 0px))";
  return { left: `calc(${room} * ${left} + 1px)`, width: `calc(${room} * ${width} - 4px)`, "--place": column + 1 } as CSSProperties;
}

interface TimedProps {
  slot: Slot;
  handlers: Handlers;
  begin: ReturnType<typeof useTimeDrag>["begin"];
  nudge: (entry: Entry, by: { days?: number; minutes?: number; length?: number }) => void;
  isMoving: boolean;
}

function TimedEntry({ slot, handlers, begin, nudge, isMoving }: TimedProps) {
  const { entry, top, bottom, column, columns, span: wide } = slot;
  const canMove = handlers.canMove(entry);
  const style = { ...span(top, bottom), ...spread(column, columns, wide) };
  return (
    <div className={`k-time-slot${isMoving ? " is-moving" : ""}`} style={style}>
      <EntryChip
        entry={entry}
        color={handlers.colorOf(entry)}
        shape="block"
        className={canMove ? "can-move" : ""}
        onOpen={(e, element) => handlers.open(e, placeOf(element))}
        {...(canMove ? { onPointerDown: (e, event) => begin(event, "move", e) } : {})}
        onNudge={canMove ? nudge : undefined}
        onRemove={handlers.remove}
      />
      {canMove && handlers.canResize(entry) ? (
        <span className="k-time-handle" aria-hidden="true" onPointerDown={(event) => begin(event, "resize", entry)} />
      ) : null}
    </div>
  );
}

function DraftBox({ draft, handlers, day }: { draft: Draft; handlers: Handlers; day: string }) {
  const { times } = draft;
  const start = draft.times.firstDay === day ? times.start : 0;
  return (
    <div
      className={`k-time-draft k-entry is-block is-${draft.entry ? handlers.colorOf(draft.entry) : "jade"}`}
      style={span(start, Math.min(1440, Math.max(times.end, start + 15)))}
    >
      <span className="k-entry-time">{timesWords(times).replace(/^.*?(?=\d{2}:\d{2})/, "")}</span>
      <span className="k-entry-title">{draft.entry?.title ?? ""}</span>
    </div>
  );
}

function boxOf(body: HTMLElement | null, draft: Draft) {
  const column = body?.querySelector(`[data-column="${draft.column}"]`)?.getBoundingClientRect();
  const height = column?.height ?? 0;
  return { x: column?.x ?? 0, y: (column?.y ?? 0) + (draft.times.start / 1440) * height, width: column?.width ?? 0, height: height / 24 };
}

function cursorAfter(at: { column: number; minute: number }, key: string, columns: number): { column: number; minute: number } | null {
  const minute = (m: number) => Math.max(0, Math.min(1380, m));
  const column = (c: number) => Math.max(0, Math.min(columns - 1, c));
  switch (key) {
    case "ArrowDown":
      return { ...at, minute: minute(at.minute + 30) };
    case "ArrowUp":
      return { ...at, minute: minute(at.minute - 30) };
    case "ArrowRight":
      return { ...at, column: column(at.column + 1) };
    case "ArrowLeft":
      return { ...at, column: column(at.column - 1) };
    case "Home":
      return { ...at, minute: 0 };
    case "End":
      return { ...at, minute: 1380 };
    default:
      return null;
  }
}

/** Day and minute of now, by the reader's clock. */
export function useNow(): { day: string; minute: number } {
  const { timeZone } = usePreferences();
  const [moment, setMoment] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setMoment(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const wall = wallClockOf(moment.toISOString(), timeZone);
  return { day: wall.slice(0, 10), minute: minutesOf(wall) };
}
