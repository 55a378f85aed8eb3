import { type Context, createError } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, type Filter, listRecords } from "@keshu/records";
import type { Span } from "../recurrence/series.ts";
import type { CalendarEntry, CalendarKind } from "./calendar-entry.ts";

/** Entries of one answer at most: more is no calendar that anyone can read. */
const maximumEntries = 5000;
const pageSize = 1000;

export interface CalendarQuery {
  span: Span;
  users: readonly string[];
  kinds: readonly CalendarKind[];
}

/** What every entry takes from its record. */
export function pointOf(
  record: ApiRecord,
  kind: CalendarKind,
  point: { object: string; title: string; type: string },
): Omit<CalendarEntry, "start_at" | "end_at" | "user_ids"> {
  const text = (name: string): string | null => (typeof record[name] === "string" ? (record[name] as string) : null);
  return {
    kind,
    object: point.object,
    id: record.id,
    title: plain(text(point.title) ?? "").slice(0, 200),
    is_all_day: false,
    start_on: null,
    end_on: null,
    owner_id: text("owner_id"),
    type: text(point.type),
    place: text("place"),
    customer_id: text("customer_id"),
    time_zone: text("time_zone"),
    occurrence_on: null,
    series_id: text("series_id"),
    is_recurring: false,
    is_overdue: false,
    version: Number(record.version ?? 0),
  };
}

export function add(entries: CalendarEntry[], entry: CalendarEntry): void {
  if (entries.length >= maximumEntries)
    throw createError("TOO_MANY_OCCURRENCES", {
      params: { limit: maximumEntries },
      errors: [{ path: "to", code: "TOO_MANY_OCCURRENCES", params: { limit: maximumEntries } }],
    });
  entries.push(entry);
}

/** Every record that fits, page by page; nothing where the caller may not see the object or the fields that are asked about. */
export async function* readAll(ctx: Context, name: string, filter: Filter, fields: readonly string[]): AsyncGenerator<ApiRecord> {
  const object = currentCatalog().byName.get(name);
  if (!object || !ctx.principal.reach(name, "read")) return;
  const hidden = ctx.principal.restrictedFields(name);
  const isOpen = (field: string): boolean => !["hidden", "masked"].includes(hidden.get(field) ?? "");
  if (!namesIn(filter).every(isOpen)) return;
  const readable = fields.filter((field) => object.fields.has(field) && isOpen(field));
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(ctx, object, {
      filter,
      fields: readable,
      limit: pageSize,
      sort: "created_at",
      ...(cursor ? { cursor } : {}),
    });
    yield* page.data;
    cursor = page.next;
  } while (cursor);
}

/** One line, people mentioned as they read. */
function plain(text: string): string {
  return text
    .slice(0, 1000)
    .replaceAll(/@\[([^\]\n]{1,255})\]\(user:[0-9a-f-]{36}\)/gi, "@$1")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Fields that a filter asks about. */
function namesIn(filter: unknown): string[] {
  if (typeof filter !== "object" || filter === null) return [];
  return Object.entries(filter).flatMap(([key, value]) => (key === "or" || key === "and" ? (value as unknown[]).flatMap(namesIn) : [key]));
}
