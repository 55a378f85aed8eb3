import { type Context, createError } from "@keshu/kernel";
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
    for (const row of rows) {
      if (data.length >= limit) break;
      position = { transaction: row.transaction, sequence: row.sequence };
      const change = presentChange(ctx.principal, row, shared, epoch.epoch);
      if (change) data.push(change);
    }
    scanned += rows.length;
    if (rows.length === 0) break;
  }
  return { data, next: encodePosition(epoch.epoch, position) };
}
