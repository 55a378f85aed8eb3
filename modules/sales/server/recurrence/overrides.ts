import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { type ApiRecord, deleteRecord, listRecords, restoreRecord } from "@keshu/records";
import { asSystem } from "../rights.ts";

interface Written {
  id: string;
  operation: string;
  stored: ApiRecord | null;
}

/** Occurrences of a series that stand as events of their own, whoever may see them. */
export async function overridesOf(ctx: Context, object: ObjectType, seriesId: string, deleted = false): Promise<ApiRecord[]> {
  const { data } = await listRecords(asSystem(ctx), object, { filter: { series_id: seriesId }, limit: 1000, ...(deleted ? { deleted } : {}) });
  return data;
}

/** Changed occurrences go to the recycle bin with their series, and come back with it. */
export async function followOverrides(ctx: Context, object: ObjectType, rows: readonly Written[]): Promise<void> {
  for (const row of rows) {
    if (!row.stored?.recurrence) continue;
    if (row.operation === "delete") for (const { id } of await overridesOf(ctx, object, row.id)) await deleteRecord(asSystem(ctx), object, id);
    if (row.operation === "restore") for (const { id } of await lostWith(ctx, object, row.stored)) await restoreRecord(asSystem(ctx), object, id);
  }
}

/** Those that were changed last when the series was: a series and its occurrences are deleted in one transaction. */
async function lostWith(ctx: Context, object: ObjectType, series: ApiRecord): Promise<ApiRecord[]> {
  const deleted = await overridesOf(ctx, object, series.id, true);
  return deleted.filter((record) => record.updated_at === series.updated_at);
}
