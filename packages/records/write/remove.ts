import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type Problem, within } from "@keshu/kernel";
import { maskRows, readableFields, selectList } from "../query/columns.ts";
import type { ApiRecord, PendingWrite, RowResult } from "../types.ts";
import { actorOf } from "./create.ts";
import { databaseProblem } from "./database-problem.ts";
import { failure, failWith, inWords } from "./failure.ts";
import { loadForWrite } from "./load.ts";
import { withRetries } from "./retry.ts";
import { runAfterWrite, runBeforeWrite } from "./rule-registry.ts";

/**
 * Moves a record to the recycle bin.
 * @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED when a rule refuses
 */
export async function deleteRecord(ctx: Context, object: ObjectType, id: string): Promise<void> {
  const [problems] = await withRetries(ctx, () => deleteRecords(ctx, object, [id]));
  if (problems === "missing") throw createError("NOT_FOUND");
  if (problems === "forbidden") throw createError("FORBIDDEN");
  if (problems?.length) {
    const inUse = problems.find((p) => p.code === "IN_USE");
    throw inUse ? createError("IN_USE", { errors: problems }) : failWith(inWords(ctx, object, problems));
  }
}

export type Removal = Problem[] | "missing" | "forbidden";

/** Deletes many; for each what stood in the way, an empty list when it is done. */
export async function deleteRecords(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<Removal[]> {
  return ctx.db.transaction(async (tx) => {
    const inner = within(ctx, tx);
    const loaded = await loadForWrite(inner, object, ids, "delete", { locks: true });
    const rows = ids.map(
      (id, index): PendingWrite => ({ index, operation: "delete", stored: loaded.get(id.toLowerCase())?.record ?? null, values: {}, problems: [] }),
    );
    const removable = rows.filter((r) => r.stored && loaded.get(r.stored.id)?.mayAct);
    await runBeforeWrite(inner, object, removable);
    const sound = removable.filter((r) => r.problems.length === 0);
    const done = await setDeleted(inner, object, sound, true);
    await runAfterWrite(inner, object, sound);
    return rows.map((row): Removal => {
      if (!row.stored) return "missing";
      if (!loaded.get(row.stored.id)?.mayAct) return "forbidden";
      return row.problems.length || done.has(row.stored.id) ? row.problems : "missing";
    });
  });
}

/**
 * Brings a record back from the recycle bin.
 * @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED when a unique value was taken meanwhile
 */
export async function restoreRecord(ctx: Context, object: ObjectType, id: string): Promise<ApiRecord> {
  return withRetries(ctx, () => ctx.db.transaction((tx) => restore(within(ctx, tx), object, id)));
}

async function restore(inner: Context, object: ObjectType, id: string): Promise<ApiRecord> {
  const [restoral] = await bringBack(inner, object, [id]);
  if (restoral === "missing") throw createError("NOT_FOUND");
  if (restoral === "forbidden") throw createError("FORBIDDEN");
  if (restoral?.length) throw failWith(inWords(inner, object, restoral));
  const { rows } = await inner.db.query<ApiRecord>(`select ${selectList(readableFields(object, inner.principal))} from ${object.table} t where t.id = $1`, [
    id,
  ]);
  return maskRows(object, inner.principal, rows)[0] as ApiRecord;
}

/** Restores many, each with its outcome, in one transaction. @throws VALIDATION_FAILED when a unique value of any was taken meanwhile */
export async function restoreRecords(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<RowResult[]> {
  return ctx.db.transaction(async (tx) => {
    const restorals = await bringBack(within(ctx, tx), object, ids);
    return restorals.map((restoral, i): RowResult => {
      if (typeof restoral === "string") return failure([{ path: "", code: restoral === "missing" ? "NOT_FOUND" : "FORBIDDEN" }]);
      return restoral.length ? failure(inWords(ctx, object, restoral)) : { ok: true, id: (ids[i] as string).toLowerCase(), outcome: "restored" };
    });
  });
}

/** For each what stood in the way, an empty list when it is back. */
async function bringBack(inner: Context, object: ObjectType, ids: readonly string[]): Promise<Removal[]> {
  const loaded = await loadForWrite(inner, object, ids, "delete", { deleted: true, locks: true });
  const rows = ids.map(
    (id, index): PendingWrite => ({ index, operation: "restore", stored: loaded.get(id.toLowerCase())?.record ?? null, values: {}, problems: [] }),
  );
  const allowed = rows.filter((r) => r.stored && loaded.get(r.stored.id)?.mayAct);
  await runBeforeWrite(inner, object, allowed);
  const sound = allowed.filter((r) => r.problems.length === 0);
  await setDeleted(inner, object, sound, false);
  await runAfterWrite(inner, object, sound);
  return rows.map((row): Removal => (row.stored ? (loaded.get(row.stored.id)?.mayAct ? row.problems : "forbidden") : "missing"));
}

async function setDeleted(ctx: Context, object: ObjectType, rows: readonly PendingWrite[], deleted: boolean): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const text = `with t as (update ${object.table} t set deleted_at = ${deleted ? "now()" : "null"}, version = t.version + 1, updated_at = greatest(now(), t.updated_at), updated_by = $3::uuid
  where t.id = any($1::uuid[]) and t.deleted_at is ${deleted ? "" : "not "}null returning t.id, t.owner_id, t.department_id),
c as (insert into keshu.change (object, record_id, kind, actor, origin, owner_before, department_before, owner_after, department_after)
  select $2, t.id, '${deleted ? "deleted" : "restored"}', $3::uuid, $4, t.owner_id, t.department_id, t.owner_id, t.department_id from t)
select id from t`;
  try {
    const result = await ctx.db.query<{ id: string }>(text, [rows.map((r) => r.stored?.id), object.name, actorOf(ctx), ctx.origin]);
    return new Set(result.rows.map((r) => r.id));
  } catch (error) {
    const problem = databaseProblem(error, object);
    throw problem ? failWith(inWords(ctx, object, [problem])) : error;
  }
}
