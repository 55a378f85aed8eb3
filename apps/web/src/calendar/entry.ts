import type { Schema } from "../api/contract.ts";
import type { ApiRecord } from "../api/types.ts";
import { wallClockOf } from "../format/zone.ts";
import { addDays, daysBetween, minutesOf } from "./days.ts";

/** One thing on a calendar, by the clock and the days of the reader's zone. */
export interface Entry {
  /** Unique within a calendar: an occurrence of a series is one of its own. */
  key: string;
  kind: string;
  object: string;
  id: string;
  title: string;
  /** Days it stands on, both included. */
  firstDay: string;
  lastDay: string;
  isAllDay: boolean;
  /** Minutes since the midnight of the first day; of entries with a time. */
  start: number;
  /** Minutes since the midnight of the first day; beyond 1440 on later days. */
  end: number;
  /** A moment without length, such as a task's due time. */
  isPoint: boolean;
  /** Ids of people in whose column it stands. */
  userIds: readonly string[];
  ownerId: string | null;
  type: string | null;
  place: string | null;
  customerId: string | null;
  timeZone: string | null;
  /** The day that names it within its series. */
  occurrenceOn: string | null;
  isRecurring: boolean;
  isOverdue: boolean;
  isDone: boolean;
  version: number;
  startAt: string;
  endAt: string;
  /** A change of it is kept in this browser until it can be sent. */
  isWaiting?: boolean;
  /** Of records of other lists. */
  record?: ApiRecord;
}

/** An entry as `GET /calendar` tells it. */
export type CalendarAnswer = Schema<"CalendarEntry">;

/** Least height of an entry in a day, in minutes: a moment is drawn as if it lasted so long. */
export const shortest = 30;

export function entryOf(answer: CalendarAnswer, timeZone: string): Entry {
  return {
    key: `${answer.kind}:${answer.id}${answer.is_recurring ? `:${answer.occurrence_on}` : ""}`,
    kind: answer.kind,
    object: answer.object,
    id: answer.id,
    title: answer.title,
    ...timesIn(answer, timeZone),
    isPoint: answer.start_at === answer.end_at,
    userIds: answer.user_ids,
    ownerId: answer.owner_id,
    type: answer.type,
    place: answer.place,
    customerId: answer.customer_id,
    timeZone: answer.time_zone,
    occurrenceOn: answer.occurrence_on,
    isRecurring: answer.is_recurring,
    isOverdue: answer.is_overdue,
    isDone: answer.kind === "activity" || (answer.object === "task" && answer.type === "done"),
    version: answer.version,
    startAt: answer.start_at,
    endAt: answer.end_at,
  };
}

/** When it is, by the reader's clock and days. */
export function timesIn(answer: Pick<CalendarAnswer, "is_all_day" | "start_on" | "end_on" | "start_at" | "end_at">, timeZone: string): Times {
  if (answer.is_all_day && answer.start_on) return wholeDays(answer.start_on, answer.end_on ?? answer.start_on);
  return clockTimes(answer.start_at, answer.end_at, timeZone);
}

/** The field that says when something is, other than an event. */
export const momentField = (entry: Entry): string => (entry.kind === "contact" ? "next_contact_at" : entry.kind === "task" ? "due_at" : "expected_close_date");

/** A day or a moment without length. */
export function pointAt(moment: string): Pick<CalendarAnswer, "is_all_day" | "start_on" | "end_on" | "start_at" | "end_at"> {
  const day = moment.length === 10 ? moment : null;
  return { is_all_day: day !== null, start_on: day, end_on: day, start_at: moment, end_at: moment };
}

/** The entry with what of its record waits to be sent. */
export function withWaiting(entry: Entry, values: Readonly<Record<string, unknown>> | null, timeZone: string): Entry {
  if (!values || entry.isRecurring) return entry;
  const changed: Entry = {
    ...entry,
    isWaiting: true,
    ...(typeof values.name === "string" ? { title: values.name } : {}),
    ...(entry.object === "task" && values.status !== undefined ? { isDone: values.status === "done", type: String(values.status) } : {}),
  };
  const moment = values[momentField(entry)];
  if (entry.object === "event" && typeof values.start_at === "string") {
    const times = { is_all_day: Boolean(values.is_all_day ?? entry.isAllDay), start_at: values.start_at, end_at: String(values.end_at ?? values.start_at) };
    const zone = entry.timeZone ?? timeZone;
    const days = times.is_all_day
      ? { start_on: wallClockOf(times.start_at, zone).slice(0, 10), end_on: addDays(wallClockOf(times.end_at, zone).slice(0, 10), -1) }
      : { start_on: null, end_on: null };
    return { ...changed, ...timesIn({ ...times, ...days }, timeZone), startAt: times.start_at, endAt: times.end_at };
  }
  return entry.object !== "event" && typeof moment === "string"
    ? { ...changed, ...timesIn(pointAt(moment), timeZone), startAt: moment, endAt: moment }
    : changed;
}

export type Times = Pick<Entry, "firstDay" | "lastDay" | "isAllDay" | "start" | "end">;

export function timesOnly({ firstDay, lastDay, isAllDay, start, end }: Times): Times {
  return { firstDay, lastDay, isAllDay, start, end };
}

function wholeDays(first: string, last: string): Times {
  return { firstDay: first, lastDay: last < first ? first : last, isAllDay: true, start: 0, end: (daysBetween(first, last) + 1) * 1440 };
}

function clockTimes(from: string, to: string, timeZone: string): Times {
  const start = wallClockOf(from, timeZone);
  const end = wallClockOf(to, timeZone);
  const firstDay = start.slice(0, 10);
  const minutes = minutesOf(start);
  const length = Math.max(0, daysBetween(firstDay, end.slice(0, 10)) * 1440 + minutesOf(end) - minutes);
  // What ends at midnight does not stand on the day that begins there.
  const lastDay = length > 0 && minutesOf(end) === 0 ? addDays(end.slice(0, 10), -1) : end.slice(0, 10);
  return { firstDay, lastDay, isAllDay: false, start: minutes, end: minutes + length };
}

/** Whether it is drawn as a bar over days rather than in the hours of one. */
export function isBar(entry: Entry): boolean {
  return entry.isAllDay || entry.end - entry.start >= 1440;
}

/** Whether it is over and was never planned: it stands beside the plan, not in it. */
export function isMark(entry: Entry): boolean {
  return entry.kind === "activity";
}

/** All-day first, then by time, longer ones first; of one day what happened stands after what was planned. */
export function inOrder(a: Entry, b: Entry): number {
  if (a.firstDay !== b.firstDay) return a.firstDay < b.firstDay ? -1 : 1;
  if (isBar(a) !== isBar(b)) return isBar(a) ? -1 : 1;
  if (isMark(a) !== isMark(b)) return isMark(b) ? -1 : 1;
  return a.start - b.start || b.end - a.end || a.title.localeCompare(b.title) || a.key.localeCompare(b.key);
}
