import type { ObjectType } from "@keshu/catalog";
import { ApplicationError, type Context } from "@keshu/kernel";
import { currentCatalog, refreshCatalog } from "./current.ts";

const mayBeStale = new Set(["UNKNOWN_FIELD", "INVALID_SORT"]);

/** Before a field is called unknown, the catalog is read again: another server may just have added it. */
export async function withFreshCatalog<T>(ctx: Context, object: ObjectType, work: (object: ObjectType) => Promise<T>): Promise<T> {
  try {
    return await work(object);
  } catch (error) {
    if (!(error instanceof ApplicationError) || !mayBeStale.has(error.code)) throw error;
    const renewed = (await refreshCatalog(ctx.db)) ? currentCatalog().byName.get(object.name) : undefined;
    if (!renewed) throw error;
    return work(renewed);
  }
}
