import type { CSSProperties, KeyboardEvent, PointerEvent } from "react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/paths.ts";
import { clockOf } from "./days.ts";
import { type Entry, isBar } from "./entry.ts";
import { useEntryFocus } from "./entry-focus.ts";
import { timesWords } from "./time-words.ts";
import { type Color, entryNow } from "./use-calendar.ts";
import "./entry.css";

interface Props {
  entry: Entry;
  color: Color;
  /** In the hours of a day, a line of a month, or a mark beside the plan. */
  shape: "block" | "line" | "mark";
  className?: string;
  style?: CSSProperties;
  onOpen: (entry: Entry, element: HTMLElement) => void;
  onPointerDown?: ((entry: Entry, event: PointerEvent<HTMLElement>) => void) | undefined;
  /** Moves by keys: days and minutes, or longer by minutes. */
  onNudge?: ((entry: Entry, by: { days?: number; minutes?: number; length?: number }) => void) | undefined;
  onRemove?: ((entry: Entry) => void) | undefined;
}

/** An entry as a button; with Alt and arrows it moves, with Shift as well it becomes longer, with Delete it goes. */
export const EntryChip = memo(function EntryChip({ entry, color, shape, className = "", style, onOpen, onPointerDown, onNudge, onRemove }: Props) {
  const { t } = useTranslation();
  const { ref, keep } = useEntryFocus(entry.key);
  const state = [entry.isOverdue ? t("calendar.overdue") : "", entry.isDone ? t("calendar.done") : "", entry.isWaiting ? t("record.waiting") : ""]
    .filter(Boolean)
    .join(" ");
  const isShort = shape !== "block" || entry.end - entry.start <= 45;
  const icon = iconOf(entry);
  const said = [t(`calendar.kinds.${entry.kind}`, { count: 1, defaultValue: "" }), entry.title, timesWords(entry, entry.isPoint), entry.place, state];
  const words = (
    <>
      {entry.isWaiting ? <Icon name="upload" size={12} /> : null}
      {icon ? <Icon name={icon} size={12} /> : null}
      {entry.isRecurring && !isShort ? <Icon name="repeat" size={12} /> : null}
      {isBar(entry) || shape === "mark" ? null : (
        <span className="k-entry-time" aria-hidden="true">
          {clockOf(entry.start)}
        </span>
      )}
      {shape === "mark" ? null : (
        <span className="k-entry-title" aria-hidden="true">
          {entry.title}
        </span>
      )}
      {entry.place && !isShort ? (
        <span className="k-entry-place" aria-hidden="true">
          {entry.place}
        </span>
      ) : null}
    </>
  );
  const press = (event: KeyboardEvent) => {
    if ((event.key === "Delete" || event.key === "Backspace") && onRemove) {
      event.preventDefault();
      keep();
      onRemove(entry);
    }
    if (!event.altKey || !onNudge) return;
    const by = nudges[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    keep();
    onNudge(entryNow(entry), event.shiftKey ? { length: by.minutes ?? 0 } : by);
  };
  return (
    <button
      ref={ref}
      type="button"
      className={`k-entry is-${color} is-${entry.kind} is-${shape}${isShort ? " is-short" : ""}${isBar(entry) ? " is-bar" : ""}${entry.isOverdue ? " is-overdue" : ""}${entry.isDone ? " is-done" : ""}${entry.isWaiting ? " is-waiting" : ""} ${className}`}
      style={style}
      title={shape === "mark" ? `${clockOf(entry.start)} ${entry.title}` : undefined}
      onClick={(event) => (event.detail === 0 || !onPointerDown) && onOpen(entry, event.currentTarget)}
      onPointerDown={(event) => onPointerDown?.(entry, event)}
      onKeyDown={press}
      data-entry={entry.key}
    >
      <span className="k-visually-hidden">{said.filter(Boolean).join(" · ")}</span>
      {shape === "block" && !isShort ? <span className="k-entry-text">{words}</span> : words}
    </button>
  );
});

const activityIcons: Record<string, IconName> = { call: "phone", visit: "place", email: "mail", wechat: "chat", meeting: "users" };

/** What kind of thing it is, where colour alone would not tell. */
export function iconOf(entry: Entry): IconName | undefined {
  if (entry.kind === "task") return entry.isDone ? "check" : "task";
  if (entry.kind === "contact") return "bell";
  return entry.kind === "activity" ? (activityIcons[entry.type ?? ""] ?? "activity") : undefined;
}

const nudges: Record<string, { days?: number; minutes?: number }> = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { minutes: -15 },
  ArrowDown: { minutes: 15 },
};
