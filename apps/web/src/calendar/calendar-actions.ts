import { catalogNow } from "../api/catalog.ts";
import { api, bodyOf } from "../api/client.ts";
import { records } from "../api/records.ts";
import type { ApiRecord } from "../api/types.ts";
import { preferences } from "../preferences/preferences.ts";
import { addDays, daysBetween, instantAt } from "./days.ts";
import { type CalendarAnswer, type Entry, type Times, timesIn } from "./entry.ts";

export type Scope = "one" | "following" | "all";
type Undo = () => Promise<unknown>;

/** The moments of an event at other times: all-day ones are days of their own zone. */
export function momentsOf(times: Times, timeZone: string | null): { start_at: string; end_at: string } {
  const zone = times.isAllDay ? (timeZone ?? preferences().timeZone) : preferences().timeZone;
  if (times.isAllDay) return { start_at: instantAt(times.firstDay, 0, zone), end_at: instantAt(addDays(times.lastDay, 1), 0, zone) };
  return { start_at: instantAt(times.firstDay, times.start, zone), end_at: instantAt(times.firstDay, times.end, zone) };
}

/** Stores an entry at other times; answers how to take it back. */
export async function moveEntry(entry: Entry, times: Times, scope: Scope): Promise<Undo> {
  if (entry.object === "event") {
    const values = { ...momentsOf(times, entry.timeZone), ...(times.isAllDay === entry.isAllDay ? {} : { is_all_day: times.isAllDay }) };
    return changeEvent(entry, values, { ...momentsOf(entry, entry.timeZone), is_all_day: entry.isAllDay }, scope, daysBetween(entry.firstDay, times.firstDay));
  }
  const field = momentField(entry);
  const value = (at: Times): string => (entry.isAllDay ? at.firstDay : instantAt(at.firstDay, at.start, preferences().timeZone));
  return update(entry, { [field]: value(times) }, { [field]: value(entry) });
}

const pathOf = (entry: Entry): string => catalogNow()?.byName.get(entry.object)?.path ?? "";
const momentField = (entry: Entry): string => (entry.kind === "contact" ? "next_contact_at" : entry.kind === "task" ? "due_at" : "expected_close_date");

/** Changes what the person saw, and takes it back where nobody changed it since. @throws STALE_VERSION */
async function update(entry: Entry, values: Record<string, unknown>, before: Record<string, unknown>): Promise<Undo> {
  const path = pathOf(entry);
  const { version } = await records.update(path, entry.id, values, entry.version);
  return () => records.update(path, entry.id, before, Number(version));
}

/** The entry as it stands now, after a colleague changed it. */
export async function currentEntry(entry: Entry): Promise<Entry> {
  const record = await records.get(pathOf(entry), entry.id);
  const { timeZone } = preferences();
  const moment = String(record[momentField(entry)] ?? "");
  const times = entry.object === "event" ? (record as unknown as CalendarAnswer) : pointAt(moment);
  return { ...entry, ...timesIn(times, timeZone), version: Number(record.version) };
}

function pointAt(moment: string): Pick<CalendarAnswer, "is_all_day" | "start_on" | "end_on" | "start_at" | "end_at"> {
  const day = moment.length === 10 ? moment : null;
  return { is_all_day: day !== null, start_on: day, end_on: day, start_at: moment, end_at: moment };
}

/** Changes an event, or one or more occurrences of a series. `before` are the values to go back to. */
export async function changeEvent(entry: Entry, values: Record<string, unknown>, before: Record<string, unknown>, scope: Scope, days = 0): Promise<Undo> {
  if (!entry.isRecurring || !entry.occurrenceOn) {
    return update(entry, values, before);
  }
  const path = { id: entry.id, on: entry.occurrenceOn };
  const { undo } = await bodyOf(
    api.PATCH("/api/v1/events/{id}/occurrences/{on}", { params: { path, query: { scope } }, body: values, headers: { "If-Match": String(entry.version) } }),
  );
  if (undo) return () => api.POST("/api/v1/events/{id}/occurrences/{on}/restoration", { params: { path }, body: undo });
  const on = addDays(entry.occurrenceOn, scope === "one" ? 0 : days);
  return () => api.PATCH("/api/v1/events/{id}/occurrences/{on}", { params: { path: { id: entry.id, on }, query: { scope } }, body: before });
}

/** Deletes an entry, or cancels occurrences of a series. */
export async function removeEntry(entry: Entry, scope: Scope): Promise<Undo> {
  if (entry.isRecurring && entry.occurrenceOn) {
    const path = { id: entry.id, on: entry.occurrenceOn };
    const { undo } = await bodyOf(api.DELETE("/api/v1/events/{id}/occurrences/{on}", { params: { path, query: { scope } } }));
    return () => api.POST("/api/v1/events/{id}/occurrences/{on}/restoration", { params: { path }, body: undo });
  }
  await records.remove("events", entry.id);
  return () => records.restore("events", entry.id);
}

export async function createEvent(values: Record<string, unknown>): Promise<{ record: ApiRecord; undo: Undo }> {
  const record = await records.create("events", values);
  return { record, undo: () => records.remove("events", record.id) };
}

export async function completeTask(entry: Entry, isDone: boolean): Promise<Undo> {
  return update(entry, { status: isDone ? "done" : "open" }, { status: isDone ? "open" : "done" });
}
