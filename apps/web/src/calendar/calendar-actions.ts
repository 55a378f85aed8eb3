import i18next from "i18next";
import { catalogNow } from "../api/catalog.ts";
import { api, bodyOf } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import { records } from "../api/records.ts";
import type { ApiRecord } from "../api/types.ts";
import { saveRecord } from "../outbox/save-record.ts";
import { preferences } from "../preferences/preferences.ts";
import { addDays, daysBetween, instantAt } from "./days.ts";
import { type CalendarAnswer, type Entry, momentField, pointAt, type Times, timesIn } from "./entry.ts";

export type Scope = "one" | "following" | "all";
type Undo = () => Promise<unknown>;
/** The way back of what is stored; what waits in the outbox for the server is taken back there. */
export type Done = Undo | "waiting";

/** The moments of an event at other times: all-day ones are days of their own zone. */
export function momentsOf(times: Times, timeZone: string | null): { start_at: string; end_at: string } {
  const zone = times.isAllDay ? (timeZone ?? preferences().timeZone) : preferences().timeZone;
  if (times.isAllDay) return { start_at: instantAt(times.firstDay, 0, zone), end_at: instantAt(addDays(times.lastDay, 1), 0, zone) };
  return { start_at: instantAt(times.firstDay, times.start, zone), end_at: instantAt(times.firstDay, times.end, zone) };
}

/** Stores an entry at other times. */
export async function moveEntry(entry: Entry, times: Times, scope: Scope): Promise<Done> {
  if (entry.object === "event") {
    const values = { ...momentsOf(times, entry.timeZone), ...(times.isAllDay === entry.isAllDay ? {} : { is_all_day: times.isAllDay }) };
    return changeEvent(entry, values, { ...momentsOf(entry, entry.timeZone), is_all_day: entry.isAllDay }, scope, daysBetween(entry.firstDay, times.firstDay));
  }
  const field = momentField(entry);
  const value = (at: Times): string => (entry.isAllDay ? at.firstDay : instantAt(at.firstDay, at.start, preferences().timeZone));
  return update(entry, { [field]: value(times) }, { [field]: entry.isAllDay ? entry.firstDay : entry.startAt });
}

const pathOf = (entry: Entry): string => catalogNow()?.byName.get(entry.object)?.path ?? "";
/**
 * Changes what the person saw, and takes it back where nobody changed it since; without a network it waits as every edit
 * does. An occurrence of a series does not: it is no record of its own. @throws STALE_VERSION
 */
async function update(entry: Entry, values: Record<string, unknown>, before: Record<string, unknown>): Promise<Done> {
  const object = catalogNow()?.byName.get(entry.object);
  if (!object) throw new ApiProblem(404, { code: "NOT_FOUND" });
  const save = async (seen: ApiRecord, next: Record<string, unknown>) => {
    const outcome = await saveRecord(object, seen, next);
    if (outcome.state === "conflict") throw new ApiProblem(412, { code: "STALE_VERSION", title: i18next.t("calendar.changedMeanwhile") });
    return outcome;
  };
  const outcome = await save({ ...before, id: entry.id, [object.title_field]: entry.title, version: entry.version }, values);
  return outcome.state === "waiting" ? "waiting" : () => save(outcome.record, before);
}

/** The entry as it stands now, after a colleague changed it. */
export async function currentEntry(entry: Entry): Promise<Entry> {
  const record = await records.get(pathOf(entry), entry.id);
  const { timeZone } = preferences();
  const moment = String(record[momentField(entry)] ?? "");
  const times = entry.object === "event" ? (record as unknown as CalendarAnswer) : pointAt(moment);
  return { ...entry, ...timesIn(times, timeZone), version: Number(record.version) };
}

/** Changes an event, or one or more occurrences of a series. `before` are the values to go back to. */
export async function changeEvent(entry: Entry, values: Record<string, unknown>, before: Record<string, unknown>, scope: Scope, days = 0): Promise<Done> {
  if (!entry.isRecurring || !entry.occurrenceOn) return update(entry, values, before);
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

export async function completeTask(entry: Entry, isDone: boolean): Promise<Done> {
  return update(entry, { status: isDone ? "done" : "open" }, { status: entry.type ?? (isDone ? "open" : "done") });
}
