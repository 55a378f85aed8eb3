import { isTimeZone } from "@keshu/catalog/field-types/recognition/time-zone";
import { dateOf, dayNumber } from "@keshu/catalog/field-types/recurrence/occurrence-days";
import { type Context, timeZoneOf } from "@keshu/kernel";
import type { ObjectRules, PendingWrite } from "@keshu/records";
import { refusePassingOn, shareWithAttendees } from "../recurrence/attendees.ts";
import { followOverrides } from "../recurrence/overrides.ts";
import { beginningOf, dayIn, type EventTimes, firstDayOf, timesOf, walk } from "../recurrence/series.ts";
import { changes, storing, valueAfter } from "./checks.ts";

const dayMs = 86_400_000;
const maximumDays = 366;
const timeFields = ["start_at", "end_at", "is_all_day", "time_zone", "recurrence"];

export const eventRules: ObjectRules = {
  object: "event",
  beforeWrite(ctx, rows) {
    for (const row of storing(rows)) {
      settleTimes(ctx, row);
      refusePassingOn(ctx, row);
    }
  },
  async afterWrite(ctx, rows, object) {
    await shareWithAttendees(ctx, object, rows);
    await followOverrides(ctx, object, rows);
  },
};

/** Fills in what is left out, turns all-day events into days, moves the start of a series to its first day, and finds its end. */
function settleTimes(ctx: Context, row: PendingWrite): void {
  const { values, problems } = row;
  if (row.operation === "update" && !timeFields.some((name) => changes(row, name))) return;
  if (!valueAfter(row, "time_zone")) values.time_zone = timeZoneOf(ctx.principal);
  const timeZone = valueAfter(row, "time_zone") as string;
  if (!isTimeZone(timeZone)) return void problems.push({ path: "time_zone", code: "UNKNOWN_TIME_ZONE" });
  const start = Date.parse(String(valueAfter(row, "start_at")));
  if (Number.isNaN(start)) return; // required: said by the engine
  const isAllDay = valueAfter(row, "is_all_day") === true;
  const end = endOf(row, start, isAllDay);
  if (end < start) return void problems.push({ path: "end_at", code: "ENDS_BEFORE_START" });
  if (end - start > maximumDays * dayMs) return void problems.push({ path: "end_at", code: "TOO_LONG_SPAN", params: { max: maximumDays } });
  if (isAllDay) settleDays(row, start, end, timeZone);
  else Object.assign(values, { start_at: iso(start), end_at: iso(end), start_on: null, end_on: null });
  settleSeries(row);
}

/** A start moved alone takes the end along. */
function endOf(row: PendingWrite, start: number, isAllDay: boolean): number {
  const { stored } = row;
  if (changes(row, "end_at") || (stored?.end_at && !changes(row, "start_at"))) {
    const given = Date.parse(String(valueAfter(row, "end_at")));
    if (!Number.isNaN(given)) return given;
  }
  if (stored?.end_at && changes(row, "start_at") && row.values.end_at !== null)
    return start + Date.parse(String(stored.end_at)) - Date.parse(String(stored.start_at));
  return isAllDay ? start : start + 3_600_000;
}

/** Days of the event's own zone; a moved zone keeps the days. The end is the midnight after the last day. */
function settleDays(row: PendingWrite, start: number, end: number, timeZone: string): void {
  const { stored } = row;
  const keeps = stored?.is_all_day === true && !changes(row, "start_at") && !changes(row, "end_at") && stored.start_on;
  const first = keeps ? String(stored.start_on) : dayIn(start, timeZone);
  const last = keeps ? String(stored.end_on ?? stored.start_on) : dayIn(Math.max(start, end - 1), timeZone);
  Object.assign(row.values, {
    start_on: first,
    end_on: last,
    start_at: iso(beginningOf(first, timeZone)),
    end_at: iso(beginningOf(dateOf(dayNumber(last) + 1), timeZone)),
  });
}

function settleSeries(row: PendingWrite): void {
  const { values, problems, stored } = row;
  let times = timesOf({ ...stored, ...values });
  if (!times.rule) {
    if (row.operation === "update" || values.recurs_until) Object.assign(values, { recurs_until: null, exceptions: null });
    return;
  }
  if (valueAfter(row, "series_id")) return void problems.push({ path: "recurrence", code: "READ_ONLY" });
  const first = walk(times).next().value;
  if (!first) return void problems.push({ path: "recurrence", code: "NEVER_OCCURS" });
  if (first.on !== firstDayOf(times)) {
    Object.assign(values, { start_at: iso(first.startAt), end_at: iso(first.endAt), start_on: first.startOn, end_on: first.endOn });
    times = timesOf({ ...stored, ...values });
  }
  values.recurs_until = lastEnd(times);
}

/** No occurrence ends later than this; null for a series without end. */
function lastEnd(times: EventTimes): string | null {
  const { rule } = times;
  if (!rule || (rule.count === null && rule.until === null)) return null;
  if (rule.until !== null) return iso(beginningOf(dateOf(dayNumber(rule.until.slice(0, 10)) + 1), times.timeZone) + dayMs + (times.endAt - times.startAt));
  let last = times.endAt;
  for (const { endAt } of walk(times)) last = endAt;
  return iso(last);
}

function iso(instant: number): string {
  return new Date(instant).toISOString().replace(/\.?0*Z$/, "Z");
}
