import { api, bodyOf } from "../api/client.ts";
import { records } from "../api/records.ts";
import type { ApiRecord } from "../api/types.ts";
import { preferences } from "../preferences/preferences.ts";
import { addDays, daysBetween, instantAt } from "./days.ts";
import type { Entry, Times } from "./entry.ts";

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
  const field = entry.object === "task" ? "due_at" : "expected_close_date";
  const path = entry.object === "task" ? "tasks" : "opportunities";
  const value = (at: Times): string => (entry.object === "task" ? instantAt(at.firstDay, at.start, preferences().timeZone) : at.firstDay);
  await records.update(path, entry.id, { [field]: value(times) });
  return () => records.update(path, entry.id, { [field]: value(entry) });
}

/** Changes an event, or one or more occurrences of a series. `before` are the values to go back to. */
export async function changeEvent(entry: Entry, values: Record<string, unknown>, before: Record<string, unknown>, scope: Scope, days = 0): Promise<Undo> {
  if (!entry.isRecurring || !entry.occurrenceOn) {
    await records.update("events", entry.id, values);
    return () => records.update("events", entry.id, before);
  }
  const path = { id: entry.id, on: entry.occurrenceOn };
  const { undo } = await bodyOf(api.PATCH("/api/v1/events/{id}/occurrences/{on}", { params: { path, query: { scope } }, body: values }));
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
  await records.update("tasks", entry.id, { status: isDone ? "done" : "open" });
  return () => records.update("tasks", entry.id, { status: isDone ? "open" : "done" });
}
