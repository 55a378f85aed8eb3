import type { ObjectType } from "@keshu/catalog";
import { type Context, createError } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, getRecord, getTeam, listRecords, setTeam, updateRecord } from "@keshu/records";
import { type EventTimes, type Occurrence, occurrenceAt, timesOf } from "../recurrence/series.ts";
import { asSystem } from "../rights.ts";

const tries = 5;

export function eventObject(): ObjectType {
  const object = currentCatalog().byName.get("event");
  if (!object) throw createError("UNKNOWN_OBJECT");
  return object;
}

/**
 * A series that the caller may see, whole, and what it has on a day by its rule.
 * @throws NOT_FOUND, NOT_RECURRING, NO_SUCH_OCCURRENCE
 */
export async function readSeries(ctx: Context, id: string, on: string): Promise<{ series: ApiRecord; times: EventTimes; occurrence: Occurrence }> {
  const object = eventObject();
  await getRecord(ctx, object, id, { fields: ["id"] });
  const series = await getRecord(asSystem(ctx), object, id);
  const times = timesOf(series);
  if (!times.rule) throw createError("NOT_RECURRING");
  const occurrence = occurrenceAt(times, on);
  if (!occurrence) throw createError("NO_SUCH_OCCURRENCE");
  return { series, times, occurrence };
}

/** The event that stands for one occurrence of a series, if there is one. */
export async function overrideOn(ctx: Context, seriesId: string, on: string): Promise<ApiRecord | null> {
  const { data } = await listRecords(asSystem(ctx), eventObject(), { filter: { series_id: seriesId, occurrence_on: on }, limit: 1 });
  return data[0] ?? null;
}

/** Changes the days a series leaves out, as the caller; two at once both count. @throws NOT_FOUND, FORBIDDEN */
export async function changeExceptions(ctx: Context, id: string, change: (days: ReadonlySet<string>) => Iterable<string>, more: object = {}): Promise<void> {
  const object = eventObject();
  for (let attempt = 1; ; attempt++) {
    const series = await getRecord(asSystem(ctx), object, id);
    const exceptions = [...new Set(change(timesOf(series).exceptions))].sort();
    try {
      await updateRecord(ctx, object, id, { exceptions, ...more }, { setsReadOnly: true, ifMatch: series.version as number });
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== "STALE_VERSION" || attempt >= tries) throw error;
    }
  }
}

/** What a new event takes over from the one it comes from: everything people may fill in, but how it repeats. */
export function copyOf(object: ObjectType, record: ApiRecord): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of object.fieldList) {
    const isOwn = field.system ? ["owner_id", "department_id", "tags"].includes(field.name) : !field.readOnly && !field.unique;
    if (isOwn && field.type !== "file" && field.type !== "auto_number" && field.name !== "recurrence") values[field.name] = record[field.name] ?? null;
  }
  return values;
}

/** Whoever sees the one sees the other. */
export async function copyTeam(ctx: Context, from: string, to: string): Promise<void> {
  const object = eventObject();
  const team = await getTeam(asSystem(ctx), object, from);
  if (team.length) await setTeam(asSystem(ctx), object, to, team);
}
