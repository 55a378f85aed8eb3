import { fieldType, type ObjectType } from "@keshu/catalog";
import type { Database, Principal, Reach } from "@keshu/kernel";
import { covers } from "../access/predicate.ts";
import { currentCatalog } from "../catalog-store/current.ts";
import type { Change, ChangeKind } from "../types.ts";
import { type ChangeRow, encodePosition } from "./row.ts";

/** Which records are shared with a person, asked for many at once. */
export async function sharedWith(db: Database, userId: string, rows: readonly ChangeRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const { rows: found } = await db.prepared<{ record_id: string }>(
    "select record_id from keshu.team_member where user_id = $1 and record_id = any($2::uuid[]) and (until is null or until > now())",
    [userId, [...new Set(rows.map((r) => r.record_id))]],
  );
  return new Set(found.map((r) => r.record_id));
}

/** Rows for which the answer depends on shares: neither owner nor department decides. */
export function dependsOnShares(principal: Principal, row: ChangeRow): boolean {
  const reach = principal.reach(row.object, "read");
  return reach !== null && !reach.all && !reachesAfter(reach, row, false);
}

/**
 * A row as this reader may see it: whole, cut to readable fields, a `removed` when the record left their
 * sight, or nothing.
 */
export function presentChange(principal: Principal, row: ChangeRow, shared: ReadonlySet<string>, epoch: number): Change | null {
  if (row.kind === "access_changed") return row.audience?.includes(principal.userId) ? present(row, "access_changed", {}, epoch) : null;
  if (row.kind === "purged") return null; // it was gone from everyone's sight before
  const object = currentCatalog().byName.get(row.object);
  const reach = principal.reach(row.object, "read");
  if (!object || !reach) return null;
  const isShared = shared.has(row.record_id);
  if (reachesAfter(reach, row, isShared)) {
    const diff = readableDiff(principal, object, row);
    // A change of hidden fields alone is no news to this reader.
    if (row.kind === "updated" && Object.keys(diff).length === 0 && Object.keys(row.diff).length > 0) return null;
    return present(row, row.kind as ChangeKind, diff, epoch);
  }
  const sawBefore =
    covers(reach, row.owner_before, row.department_before, () => false) || (row.kind === "shared" && row.audience?.includes(principal.userId) === true);
  return sawBefore && row.kind !== "created" ? present(row, "removed", {}, epoch) : null;
}

function reachesAfter(reach: Reach, row: ChangeRow, isShared: boolean): boolean {
  return covers(reach, row.owner_after, row.department_after, () => isShared);
}

function present(row: ChangeRow, kind: ChangeKind, diff: Change["diff"], epoch: number): Change {
  return { cursor: encodePosition(epoch, row), object: row.object, id: row.record_id, kind, at: row.at, actor: row.actor, origin: row.origin, diff };
}

/** A diff without hidden fields, with masked values masked. */
export function readableDiff(principal: Principal, object: ObjectType, row: Pick<ChangeRow, "diff">): Change["diff"] {
  const restricted = principal.restrictedFields(object.name);
  const diff: Change["diff"] = {};
  for (const [name, change] of Object.entries(row.diff)) {
    const access = restricted.get(name);
    const field = object.fields.get(name);
    if (access === "hidden" || (!field && name !== "members")) continue;
    if (access === "masked" && field) {
      const mask = (v: unknown): unknown => (v === null || v === undefined ? v : fieldType(field.type).mask(v as never, field));
      diff[name] = { ...("from" in change ? { from: mask(change.from) } : {}), ...("to" in change ? { to: mask(change.to) } : {}) };
    } else diff[name] = change;
  }
  return diff;
}
