import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { currentCatalog, refreshCatalog } from "./current.ts";

/** The last is PostgreSQL's undefined column: a field was removed between look-up and statement. */
const mayBeStale = new Set(["UNKNOWN_FIELD", "INVALID_SORT", "42703"]);

/** Before a field is called unknown, the catalog is read again: another server may just have added it. */
export async function withFreshCatalog<T>(ctx: Context, object: ObjectType, work: (object: ObjectType) => Promise<T>): Promise<T> {
  try {
    return await work(object);
  } catch (error) {
    if (!mayBeStale.has((error as { code?: string }).code ?? "")) throw error;
    const renewed = (await refreshCatalog(ctx.db)) ? currentCatalog().byName.get(object.name) : undefined;
    if (!renewed) throw error;
    return work(renewed);
  }
}
