import { instantOf, wallOf } from "@keshu/catalog/field-types/recognition/time-zone";
import { dateOf, dayNumber, occurrenceDays } from "@keshu/catalog/field-types/recurrence/occurrence-days";
import { parseRule, type RecurrenceRule } from "@keshu/catalog/field-types/recurrence/rule";

const dayMs = 86_400_000;

/** An event as far as its times go. */
export interface EventTimes {
  /** Instants in milliseconds. */
  startAt: number;
  endAt: number;
  isAllDay: boolean;
  /** Days of an all-day event, the same in every zone. */
  startOn: string | null;
  endOn: string | null;
  timeZone: string;
  rule: RecurrenceRule | null;
  /** Days of the series that were cancelled or stand as events of their own. */
  exceptions: ReadonlySet<string>;
}

export interface Occurrence {
  /** The day on which the series has it, in the event's zone: its name within the series. */
  on: string;
  startAt: number;
  endAt: number;
  startOn: string | null;
  endOn: string | null;
}

/** A stretch of time, and the days that stand for it where a day is meant: both ends included. */
export interface Span {
  from: number;
  to: number;
  firstDay: string;
  lastDay: string;
}

/** The instants between as a span of a zone. */
export function spanOf(from: number, to: number, timeZone: string): Span {
  return { from, to, firstDay: dayIn(from, timeZone), lastDay: dayIn(Math.max(from, to - 1), timeZone) };
}

/** The day that clocks of a zone show at an instant. */
export function dayIn(instant: number, timeZone: string): string {
  return dateOf(Math.floor(wallOf(instant, timeZone) / dayMs));
}

/** Midnight at which a day begins in a zone. */
export function beginningOf(day: string, timeZone: string): number {
  return instantOf(dayNumber(day) * dayMs, timeZone);
}

/** Reads the times of a stored event, whatever of it is missing. */
export function timesOf(record: Record<string, unknown>): EventTimes {
  const parsed = typeof record.recurrence === "string" ? parseRule(record.recurrence) : null;
  const startAt = Date.parse(String(record.start_at));
  const endAt = record.end_at ? Date.parse(String(record.end_at)) : startAt;
  const list = Array.isArray(record.exceptions) ? (record.exceptions as unknown[]) : [];
  return {
    startAt,
    endAt,
    isAllDay: record.is_all_day === true,
    startOn: (record.start_on as string | null) ?? null,
    endOn: (record.end_on as string | null) ?? null,
    timeZone: (record.time_zone as string | null) ?? "Asia/Shanghai",
    rule: parsed?.ok ? parsed.rule : null,
    exceptions: new Set(list.filter((v): v is string => typeof v === "string")),
  };
}

/** The first day of a series, in its own zone. */
export function firstDayOf(times: EventTimes): string {
  return times.startOn ?? dayIn(times.startAt, times.timeZone);
}

/**
 * Occurrences that touch a span, in order; an event without a rule has one. A clock time that a change to summer
 * time skips is taken after it; every occurrence lasts as long as the first (RFC 5545 §3.8.5.3).
 */
export function* occurrencesIn(times: EventTimes, span: Span): Generator<Occurrence> {
  if (!times.rule) {
    const only = occurrenceOn(times, dayNumber(firstDayOf(times)));
    if (touches(times, only, span)) yield only;
    return;
  }
  const first = dayNumber(firstDayOf(times));
  const days = Math.ceil((times.endAt - times.startAt) / dayMs) + 1;
  const from = Math.max(first, dayNumber(span.firstDay) - days - 1);
  const last = dayNumber(span.lastDay) + 2;
  for (const occurrence of walk(times, first, from)) {
    if (dayNumber(occurrence.on) > last) return;
    if (!times.exceptions.has(occurrence.on) && touches(times, occurrence, span)) yield occurrence;
  }
}

/** Every occurrence by the rule from a day on, exceptions too; endless where the rule is. */
export function* walk(times: EventTimes, first = dayNumber(firstDayOf(times)), from = first): Generator<Occurrence> {
  if (!times.rule) return;
  const { until } = times.rule;
  const lastMoment = until !== null && until.length > 10 ? Date.parse(until) : Number.POSITIVE_INFINITY;
  for (const day of occurrenceDays(times.rule, first, from)) {
    const occurrence = occurrenceOn(times, day);
    if (occurrence.startAt > lastMoment) return;
    yield occurrence;
  }
}

/** The occurrence that the series has on a day, or null. */
export function occurrenceAt(times: EventTimes, on: string): Occurrence | null {
  const first = dayNumber(firstDayOf(times));
  const day = dayNumber(on);
  if (Number.isNaN(day) || day < first) return null;
  for (const occurrence of walk(times, first, day)) return occurrence.on === on ? occurrence : null;
  return null;
}

/** Where the series stands on a day, whether or not its rule falls on it. */
function occurrenceOn(times: EventTimes, day: number): Occurrence {
  const shift = day - dayNumber(firstDayOf(times));
  if (times.isAllDay && times.startOn) {
    const startOn = dateOf(day);
    const endOn = dateOf(dayNumber(times.endOn ?? times.startOn) + shift);
    return { on: startOn, startOn, endOn, startAt: beginningOf(startOn, times.timeZone), endAt: beginningOf(dateOf(dayNumber(endOn) + 1), times.timeZone) };
  }
  const startAt = shift === 0 ? times.startAt : instantOf(wallOf(times.startAt, times.timeZone) + shift * dayMs, times.timeZone);
  return { on: dateOf(day), startAt, endAt: startAt + (times.endAt - times.startAt), startOn: null, endOn: null };
}

function touches(times: EventTimes, o: Occurrence, span: Span): boolean {
  if (times.isAllDay && o.startOn) return o.startOn <= span.lastDay && (o.endOn ?? o.startOn) >= span.firstDay;
  return o.startAt < span.to && (o.endAt > span.from || (o.endAt === o.startAt && o.startAt >= span.from));
}
