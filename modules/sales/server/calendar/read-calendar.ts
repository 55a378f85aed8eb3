import { type Context, timeZoneOf } from "@keshu/kernel";
import { currentCatalog, type Filter } from "@keshu/records";
import { idsIn } from "../recurrence/attendees.ts";
import { occurrencesIn, timesOf } from "../recurrence/series.ts";
import { add, type CalendarQuery, pointOf, readAll } from "./calendar-entries.ts";
import type { CalendarEntry, CalendarKind } from "./calendar-entry.ts";
import { readContacts } from "./read-contacts.ts";

/**
 * Everything of the kinds that touches the span and that the caller may see, recurring events as their occurrences, in order.
 * @throws TOO_MANY_OCCURRENCES
 */
export async function readCalendar(ctx: Context, query: CalendarQuery): Promise<CalendarEntry[]> {
  const entries: CalendarEntry[] = [];
  for (const kind of query.kinds) await readers[kind](ctx, query, entries);
  return entries.sort((a, b) => (a.start_at < b.start_at ? -1 : a.start_at > b.start_at ? 1 : a.title.localeCompare(b.title)));
}

const readers: Record<CalendarKind, (ctx: Context, query: CalendarQuery, entries: CalendarEntry[]) => Promise<void>> = {
  event: readEvents,
  task: (ctx, query, entries) => readPoints(ctx, query, entries, { object: "task", at: "due_at", title: "name", type: "status" }),
  contact: readContacts,
  activity: (ctx, query, entries) => readPoints(ctx, query, entries, { object: "activity", at: "happened_at", title: "content", type: "type" }),
  opportunity: (ctx, query, entries) => readPoints(ctx, query, entries, { object: "opportunity", at: "expected_close_date", title: "name", type: "stage" }),
};

const dayMs = 86_400_000;
const iso = (instant: number): string => new Date(instant).toISOString();

async function readEvents(ctx: Context, { span, users }: CalendarQuery, entries: CalendarEntry[]): Promise<void> {
  // All-day events are days: half the world's midnight lies before or after this one.
  const from = iso(span.from - dayMs);
  const to = iso(span.to + dayMs);
  const time = {
    start_at: { lt: to },
    or: [
      { recurrence: { empty: true }, or: [{ end_at: { gt: from } }, { end_at: { empty: true } }] },
      { recurrence: { empty: false }, or: [{ recurs_until: { empty: true } }, { recurs_until: { gt: from } }] },
    ],
  };
  const whose: Filter = users.length ? { or: [{ owner_id: { in: users } }, { attendee_ids: { in: users } }] } : {};
  for await (const record of readAll(ctx, "event", { and: [time, whose] }, eventFields)) {
    for (const o of occurrencesIn(timesOf(record), span)) {
      const users = [...new Set([record.owner_id as string | null, ...idsIn(record.attendee_ids)])].filter((u): u is string => typeof u === "string");
      add(entries, {
        ...pointOf(record, "event", { object: "event", title: "name", type: "type" }),
        start_at: iso(o.startAt),
        end_at: iso(o.endAt),
        is_all_day: record.is_all_day === true,
        start_on: o.startOn,
        end_on: o.endOn,
        user_ids: users,
        occurrence_on: (record.recurrence ? o.on : record.occurrence_on) as string | null,
        is_recurring: Boolean(record.recurrence),
      });
    }
  }
}

const eventFields = [
  "id",
  "name",
  "type",
  "start_at",
  "end_at",
  "is_all_day",
  "start_on",
  "end_on",
  "time_zone",
  "place",
  "attendee_ids",
  "recurrence",
  "exceptions",
  "series_id",
  "occurrence_on",
  "customer_id",
  "owner_id",
  "version",
];

interface Point {
  object: Exclude<CalendarKind, "event" | "contact">;
  /** The field of its moment or day. */
  at: string;
  title: string;
  type: string;
}

/** Things that have a moment or a day and no length. */
async function readPoints(ctx: Context, { span, users }: CalendarQuery, entries: CalendarEntry[], point: Point): Promise<void> {
  const object = currentCatalog().byName.get(point.object);
  const isDay = object?.fields.get(point.at)?.type === "date";
  const time: Filter = isDay ? { gte: span.firstDay, lte: span.lastDay } : { gte: iso(span.from), lt: iso(span.to) };
  const whose: Filter = users.length ? { owner_id: { in: users } } : {};
  const fields = ["id", point.title, point.at, point.type, "customer_id", "owner_id", "version"];
  const now = Date.now();
  const today = isDay ? new Intl.DateTimeFormat("sv-SE", { timeZone: timeZoneOf(ctx.principal), dateStyle: "short" }).format(now) : "";
  for await (const record of readAll(ctx, point.object, { [point.at]: time, ...whose, ...leftOut(point.object) }, fields)) {
    const at = String(record[point.at]);
    const start = isDay ? `${at}T00:00:00.000Z` : iso(Date.parse(at));
    const isLate = isDay ? at < today : Date.parse(at) < now;
    add(entries, {
      ...pointOf(record, point.object, point),
      start_at: start,
      end_at: start,
      is_all_day: isDay,
      start_on: isDay ? at : null,
      end_on: isDay ? at : null,
      user_ids: typeof record.owner_id === "string" ? [record.owner_id] : [],
      occurrence_on: null,
      is_recurring: false,
      is_overdue: isLate && point.object !== "activity" && (point.object !== "task" || record.status === "open"),
    });
  }
}

/** Deals that are decided have no closing to expect, tasks that were cancelled no place in a day; notes among colleagues are no meeting. */
function leftOut(object: string): Filter {
  if (object === "activity") return { type: { ne: "note" } };
  if (object === "opportunity") return { stage: { nin: ["won", "lost", "void"] } };
  return object === "task" ? { status: { ne: "cancelled" } } : {};
}
