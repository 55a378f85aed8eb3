import type { ObjectType } from "@keshu/catalog";
import { type Action, type Context, isUuid } from "@keshu/kernel";
import { accessPredicate } from "../access/predicate.ts";
import { newParameters } from "../parameters.ts";
import { selectList } from "../query/columns.ts";
import type { ApiRecord } from "../types.ts";

export interface Loaded {
  /** All fields, unmasked: for the engine and its rules only. */
  record: ApiRecord;
  mayAct: boolean;
}

/**
 * Records the caller may read, whole, and whether the action is theirs to do. `deleted` looks in the recycle bin.
 * `locks` keeps them as they are until the transaction ends, locked in the order of ids, so that two writers of
 * the same records wait for each other instead of in a circle.
 */
export async function loadForWrite(
  ctx: Context,
  object: ObjectType,
  ids: readonly string[],
  action: Action,
  options: { deleted?: boolean; locks?: boolean } = {},
): Promise<Map<string, Loaded>> {
  const valid = ids.filter(isUuid);
  const read = ctx.principal.reach(object.name, "read");
  if (!read || valid.length === 0) return new Map();
  const act = ctx.principal.reach(object.name, action);
  const p = newParameters();
  const text = `select ${selectList(object.fieldList)}, ${accessPredicate(act, object.name, p, "one")} as "$may" from ${object.table} t
    where t.id = any(${p.add(valid)}::uuid[]) and t.deleted_at is ${options.deleted ? "not " : ""}null and ${accessPredicate(read, object.name, p, "one")}${options.locks ? " order by t.id for no key update of t" : ""}`;
  const { rows } = await ctx.db.prepared<ApiRecord & { $may?: boolean }>(text, p.values);
  const loaded = new Map<string, Loaded>();
  for (const row of rows) {
    const mayAct = row.$may === true;
    delete row.$may;
    loaded.set(row.id, { record: row, mayAct });
  }
  return loaded;
}
