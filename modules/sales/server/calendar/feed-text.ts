import { wallOf } from "@keshu/catalog/field-types/recognition/time-zone";
import { dateOf, dayNumber } from "@keshu/catalog/field-types/recurrence/occurrence-days";
import { formatRule } from "@keshu/catalog/field-types/recurrence/rule";
import type { Locale } from "@keshu/kernel";
import type { ApiRecord } from "@keshu/records";
import { beginningOf, type EventTimes, occurrenceAt, timesOf } from "../recurrence/series.ts";
import { dateValue, escapeText, formatLines, type IcsLine, utcOf, wallValue } from "./ics-text.ts";
import { timeZoneLines } from "./time-zone-lines.ts";

export interface FeedContent {
  name: string;
  locale: Locale;
  events: readonly ApiRecord[];
  tasks: readonly ApiRecord[];
  /** Names of attendees and owners by id. */
  people: ReadonlyMap<string, string>;
}

const day = 86_400_000;
const [firstYear, lastYear] = [Date.UTC(1970, 0), Date.UTC(2100, 0)];

/** A calendar file (RFC 5545). Events of a series that were changed stand under its UID with the time they had. */
export function feedText(content: FeedContent): string {
  const byId = new Map(content.events.map((event) => [event.id, event]));
  const overrides = Map.groupBy(
    content.events.filter((e) => byId.get(String(e.series_id))?.recurrence),
    (e) => String(e.series_id),
  );
  const lines: IcsLine[] = [
    ["BEGIN", "VCALENDAR"],
    ["VERSION", "2.0"],
    ["PRODID", "-//Keshu//Calendar 1.0//ZH"],
    ["CALSCALE", "GREGORIAN"],
    ["METHOD", "PUBLISH"],
    ["X-WR-CALNAME", escapeText(content.name)],
    ["REFRESH-INTERVAL;VALUE=DURATION", "PT30M"],
    ["X-PUBLISHED-TTL", "PT30M"],
    ...zonesOf(content.events),
    ...content.events.flatMap((event) => eventLines(content, event, overrides, byId)),
    ...content.tasks.flatMap((task) => taskLines(content, task)),
    ["END", "VCALENDAR"],
  ];
  return formatLines(lines);
}

/** Zones of recurring events: the others stand in UTC. */
function zonesOf(events: readonly ApiRecord[]): IcsLine[] {
  const series = events.filter((e) => e.recurrence && !e.is_all_day).map(timesOf);
  const byZone = Map.groupBy(series, (times) => times.timeZone);
  return [...byZone].flatMap(([zone, all]) => {
    // no programme knows rules of zones from before or after these years, and walking through ages takes long
    const starts = all.map((t) => Math.min(Math.max(t.startAt, firstYear), lastYear));
    return timeZoneLines(zone, Math.min(...starts) - 366 * day, Math.max(Date.now(), ...starts) + 5 * 366 * day);
  });
}

function eventLines(content: FeedContent, event: ApiRecord, overrides: ReadonlyMap<string, ApiRecord[]>, byId: ReadonlyMap<string, ApiRecord>): IcsLine[] {
  const times = timesOf(event);
  const series = byId.get(String(event.series_id));
  const original = series?.recurrence ? timesOf(series) : null;
  const on = original && event.occurrence_on ? occurrenceAt(original, String(event.occurrence_on)) : null;
  const lines: IcsLine[] = [["BEGIN", "VEVENT"], ["UID", `${on ? series?.id : event.id}@keshu`], ...stamps(event)];
  if (on && original) lines.push(momentLine("RECURRENCE-ID", original, on.startAt, on.startOn));
  lines.push(momentLine("DTSTART", times, times.startAt, times.startOn));
  if (times.isAllDay || times.endAt > times.startAt)
    lines.push(momentLine("DTEND", times, times.endAt, times.isAllDay && times.startOn ? dateOf(dayNumber(times.endOn ?? times.startOn) + 1) : null));
  if (times.rule) lines.push(...ruleLines(times, new Set((overrides.get(event.id) ?? []).map((o) => String(o.occurrence_on)))));
  lines.push(["SUMMARY", escapeText(String(event.name ?? ""))]);
  if (event.place) lines.push(["LOCATION", escapeText(String(event.place))]);
  const people = Array.isArray(event.attendee_ids) ? event.attendee_ids.map((id) => content.people.get(String(id))).filter(Boolean) : [];
  const withPeople = people.length ? `${content.locale === "en" ? "With " : "参与人："}${people.join(content.locale === "en" ? ", " : "、")}` : "";
  const description = [event.description, withPeople].filter(Boolean).join("\n\n");
  if (description) lines.push(["DESCRIPTION", escapeText(description)]);
  if (typeof event.remind_minutes === "number") lines.push(...alarmLines(event));
  lines.push(["END", "VEVENT"]);
  return lines;
}

function ruleLines(times: EventTimes, changed: ReadonlySet<string>): IcsLine[] {
  const rule = times.rule;
  if (!rule) return [];
  const lines: IcsLine[] = [["RRULE", formatRule({ ...rule, until: untilOf(times) })]];
  for (const on of [...times.exceptions].sort()) {
    const occurrence = changed.has(on) ? null : occurrenceAt(times, on);
    if (occurrence) lines.push(momentLine("EXDATE", times, occurrence.startAt, occurrence.startOn));
  }
  return lines;
}

/** UNTIL is of the kind of DTSTART: a day for all-day events, else UTC (§3.3.10). */
function untilOf(times: EventTimes): string | null {
  const until = times.rule?.until ?? null;
  if (until === null) return null;
  if (times.isAllDay) return until.slice(0, 10);
  return until.length > 10 ? until : `${new Date(beginningOf(dateOf(dayNumber(until) + 1), times.timeZone) - 1000).toISOString().slice(0, 19)}Z`;
}

/** A day for all-day events, a clock of its zone for series, UTC for what happens once. */
function momentLine(name: string, times: EventTimes, at: number, on: string | null): IcsLine {
  if (times.isAllDay && on) return [`${name};VALUE=DATE`, dateValue(on)];
  if (times.rule) return [`${name};TZID=${times.timeZone}`, wallValue(wallOf(at, times.timeZone))];
  return [name, utcOf(at)];
}

function stamps(record: ApiRecord): IcsLine[] {
  const changed = utcOf(Date.parse(String(record.updated_at)));
  return [
    ["DTSTAMP", changed],
    ["CREATED", utcOf(Date.parse(String(record.created_at)))],
    ["LAST-MODIFIED", changed],
    ["SEQUENCE", String(Math.max(0, Number(record.version ?? 1) - 1))],
  ];
}

function alarmLines(event: ApiRecord): IcsLine[] {
  return [
    ["BEGIN", "VALARM"],
    ["ACTION", "DISPLAY"],
    ["DESCRIPTION", escapeText(String(event.name ?? ""))],
    ["TRIGGER", `-PT${event.remind_minutes}M`],
    ["END", "VALARM"],
  ];
}

/** Tasks stand at the time they are due and block nothing; calendars that are only read show no VTODO. An end would have to be later (RFC 5545 §3.8.2.2). */
function taskLines(content: FeedContent, task: ApiRecord): IcsLine[] {
  const due = Date.parse(String(task.due_at));
  return [
    ["BEGIN", "VEVENT"],
    ["UID", `${task.id}@keshu`],
    ...stamps(task),
    ["DTSTART", utcOf(due)],
    ["SUMMARY", escapeText(`${content.locale === "en" ? "Task: " : "任务："}${task.name ?? ""}`)],
    ...(task.description ? [["DESCRIPTION", escapeText(String(task.description))] as const] : []),
    ["CATEGORIES", content.locale === "en" ? "Task" : "任务"],
    ["TRANSP", "TRANSPARENT"],
    ["END", "VEVENT"],
  ];
}
