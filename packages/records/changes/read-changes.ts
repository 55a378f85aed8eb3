import { type Context, createError } from "@keshu/kernel";
import { accessPredicate } from "../access/predicate.ts";
import { currentCatalog } from "../catalog-store/current.ts";
import { newParameters } from "../parameters.ts";
import type { Change } from "../types.ts";
import { decodePosition, encodePosition, endOfLog, type Position, readEpoch, readRows } from "./row.ts";
import { dependsOnShares, presentChange, sharedWith } from "./visibility.ts";

const scanFactor = 5_000;

/**
 * Changes after a cursor that the caller may see, in commit order, without gaps. Without a cursor: from the
 * oldest kept. `after: "now"` gives the place to begin from. `next` moves on even over rows the caller may not see.
 * @throws INVALID_CURSOR, CURSOR_EXPIRED, INVALID_PARAMETER
 */
export async function readChanges(
  ctx: Context,
  query: { after?: string; limit?: number; objects?: readonly string[] } = {},
): Promise<{ data: Change[]; next: string }> {
  const limit = query.limit ?? 100;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw createError("INVALID_PARAMETER", { params: { field: "limit" }, errors: [{ path: "limit", code: "OUT_OF_RANGE", params: { min: 1, max: 1000 } }] });
  const epoch = await readEpoch(ctx.db);
  if (query.after === "now") return { data: [], next: encodePosition(epoch.epoch, await endOfLog(ctx.db)) };
  let position: Position = query.after === undefined ? epoch.retained : decodePosition(query.after, epoch);
  const data: Change[] = [];
  for (let scanned = 0; data.length < limit && scanned < scanFactor; ) {
    const rows = await readRows(ctx.db, position, Math.min(1000, Math.max(limit - data.length, 50)), query.objects);
    const doubtful = rows.filter((row) => dependsOnShares(ctx.principal, row));
    const shared = doubtful.length ? await sharedWith(ctx.db, ctx.principal.userId, doubtful) : new Set<string>();
    const changes = rows.map((row) => presentChange(ctx.principal, row, shared, epoch.epoch));
    const inSight = await stillInSight(ctx, changes);
    for (const [i, row] of rows.entries()) {
      if (data.length >= limit) break;
      position = { transaction: row.transaction, sequence: row.sequence };
      const change = changes[i];
      if (change && (!hasContent(change) || inSight.has(change.id))) data.push(change);
    }
    scanned += rows.length;
    if (rows.length === 0) break;
  }
  return { data, next: encodePosition(epoch.epoch, position) };
}

/** A record that left the reader's sight since is told as removed; what it was before is no longer theirs to read. */
async function stillInSight(ctx: Context, changes: readonly (Change | null)[]): Promise<ReadonlySet<string>> {
  const inSight = new Set<string>();
  const told = changes.filter((change): change is Change => change !== null && hasContent(change));
  for (const [name, ofObject] of Map.groupBy(told, (change) => change.object)) {
    const object = currentCatalog().byName.get(name);
    const reach = ctx.principal.reach(name, "read");
    const ids = [...new Set(ofObject.map((change) => change.id))];
    if (reach?.all) for (const id of ids) inSight.add(id);
    else if (object && reach) {
      const p = newParameters();
      const text = `select t.id from ${object.table} t where t.id = any(${p.add(ids)}::uuid[]) and ${accessPredicate(reach, name, p, "one")}`;
      for (const { id } of (await ctx.db.prepared<{ id: string }>(text, p.values)).rows) inSight.add(id);
    }
  }
  return inSight;
}

const hasContent = (change: Change): boolean => change.kind !== "removed" && change.kind !== "access_changed";
