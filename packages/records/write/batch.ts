import type { ObjectType } from "@keshu/catalog";
import { ApplicationError, type Context, createError, type Problem, within } from "@keshu/kernel";
import { currentCatalog, refreshCatalog } from "../catalog-store/current.ts";
import type { BatchInput, BatchResult, PendingWrite, RowResult, WriteOptions } from "../types.ts";
import { prepareCreates, storeCreates } from "./create.ts";
import { databaseProblem } from "./database-problem.ts";
import { failure, inWords } from "./failure.ts";
import { findKeys, type KeyedRow, lockKeys, matchKeys } from "./keys.ts";
import { loadForWrite } from "./load.ts";
import { deleteRecords } from "./remove.ts";
import { withRetries } from "./retry.ts";
import { hasAfterWrite, runAfterWrite } from "./rule-registry.ts";
import { refuseTaken } from "./unique.ts";
import { prepareUpdates, storeUpdates } from "./update.ts";

export const maximumBatch = 10_000;
const chunkSize = 1000;

/**
 * Writes up to 10,000 records; good rows commit, the others answer what is wrong with them, in input order.
 * Rows of one upsert with the same key apply one after the other. Two upserts at the same time never make
 * two records for one key.
 * @throws FORBIDDEN, UNKNOWN_FIELD (a key that is no field), TOO_MANY_RECORDS
 */
export async function writeBatch(ctx: Context, object: ObjectType, input: BatchInput, options: WriteOptions = {}): Promise<BatchResult> {
  if (input.records.length > maximumBatch) throw createError("TOO_MANY_RECORDS", { params: { limit: maximumBatch } });
  checkKey(ctx, object, input.key);
  await refreshForUnknownFields(ctx, object, input.records);
  const current = currentCatalog().byName.get(object.name) ?? object;
  const results: RowResult[] = [];
  for (let at = 0; at < input.records.length; at += chunkSize)
    results.push(...(await withRetries(ctx, () => writeChunk(ctx, current, input, input.records.slice(at, at + chunkSize), options))));
  const count = (outcome: string): number => results.filter((r) => r.ok && r.outcome === outcome).length;
  return {
    results,
    created: count("created"),
    updated: count("updated") + count("deleted"),
    unchanged: count("unchanged") + count("skipped"),
    failed: results.filter((r) => !r.ok).length,
  };
}

/** A field another server just added is not unknown. One look at the rows decides whether to ask the database. */
async function refreshForUnknownFields(ctx: Context, object: ObjectType, records: readonly unknown[]): Promise<void> {
  const hasUnknown = records.some((r) => typeof r === "object" && r !== null && Object.keys(r).some((name) => !object.fields.has(name)));
  if (hasUnknown) await refreshCatalog(ctx.db);
}

/** A key finds records, so a hidden or masked field cannot be one: it would tell which values exist. */
function checkKey(ctx: Context, object: ObjectType, key: readonly string[] | undefined): void {
  const restricted = ctx.principal.restrictedFields(object.name);
  for (const name of key ?? []) {
    const access = restricted.get(name);
    if (object.fields.has(name) && access !== "hidden" && access !== "masked") continue;
    throw createError("UNKNOWN_FIELD", { params: { field: name }, errors: [{ path: "key", code: "UNKNOWN_FIELD", params: { field: name } }] });
  }
}

async function writeChunk(ctx: Context, object: ObjectType, input: BatchInput, records: readonly unknown[], options: WriteOptions): Promise<RowResult[]> {
  if (input.operation === "create") return isolate(ctx, object, records, (inner, part) => createChunk(inner, object, part, options));
  if (input.operation === "delete") return deleteChunk(ctx, object, records, input.key ?? ["id"]);
  return ctx.db.transaction(async (tx) => {
    const inner = within(ctx, tx);
    // Before any savepoint, so that trying rows in halves gives no lock back.
    if (input.operation === "upsert") await lockKeys(inner, object, matchKeys(object, input.key ?? ["id"], records, options));
    return isolate(inner, object, records, (within, part) => mergeChunk(within, object, input, part, options));
  });
}

async function createChunk(ctx: Context, object: ObjectType, records: readonly unknown[], options: WriteOptions): Promise<RowResult[]> {
  const rows = await prepareCreates(ctx, object, records, options);
  refuseRepeatedIds(rows);
  if (options.dryRun)
    return rows.map((r) => (r.problems.length ? failure(inWords(ctx, object, r.problems)) : { ok: true, id: r.values.id as string, outcome: "created" }));
  return hasAfterWrite(object.name) ? ctx.db.transaction((tx) => storeCreates(within(ctx, tx), object, rows)) : storeCreates(ctx, object, rows);
}

function refuseRepeatedIds(rows: readonly PendingWrite[]): void {
  const seen = new Set<unknown>();
  for (const row of rows) {
    if (seen.has(row.values.id)) row.problems.push({ path: "id", code: "NOT_UNIQUE" });
    seen.add(row.values.id);
  }
}

/**
 * A value the database itself refuses fails its whole statement: then the rows are tried in halves, so that
 * just the bad one fails.
 */
async function isolate(
  ctx: Context,
  object: ObjectType,
  records: readonly unknown[],
  write: (ctx: Context, part: readonly unknown[]) => Promise<RowResult[]>,
): Promise<RowResult[]> {
  try {
    return ctx.db.isTransaction ? await ctx.db.transaction((tx) => write(within(ctx, tx), records)) : await write(ctx, records);
  } catch (error) {
    const problems = rowProblems(error, object);
    if (!problems) throw error;
    if (records.length === 1) return [failure(inWords(ctx, object, problems))];
    const middle = records.length >> 1;
    return [...(await isolate(ctx, object, records.slice(0, middle), write)), ...(await isolate(ctx, object, records.slice(middle), write))];
  }
}

/** What an error says about rows; undefined when it is not about them. */
function rowProblems(error: unknown, object: ObjectType): readonly Problem[] | undefined {
  if (error instanceof ApplicationError && error.code === "VALIDATION_FAILED") return error.errors;
  const code = (error as { code?: string }).code;
  if (typeof code === "string" && /^22/.test(code)) return [{ path: "", code: "INVALID_VALUE" }];
  const problem = code === "54000" ? databaseProblem(error, object) : undefined;
  return problem && [problem];
}

/** Update and upsert: finds the records by key, then waves of rows with distinct keys, in order. */
async function mergeChunk(ctx: Context, object: ObjectType, input: BatchInput, records: readonly unknown[], options: WriteOptions): Promise<RowResult[]> {
  const key = input.key ?? ["id"];
  const keyed = matchKeys(object, key, records, options);
  const results: RowResult[] = new Array(records.length);
  const waves = Math.max(0, ...keyed.map((k) => k.wave)) + 1;
  for (let wave = 0; wave < waves; wave++) {
    await mergeWave(
      ctx,
      object,
      { input, key, options, results },
      keyed.filter((k) => k.wave === wave),
    );
  }
  return results;
}

function ambiguous(key: readonly string[], row: KeyedRow): Problem {
  return { path: key.join(","), code: "AMBIGUOUS_RECORD", params: { value: (row.text ?? "").replaceAll("\0", ", ").slice(0, 100) } };
}

interface Merge {
  input: BatchInput;
  key: readonly string[];
  options: WriteOptions;
  results: RowResult[];
}

async function mergeWave(ctx: Context, object: ObjectType, merge: Merge, rows: readonly KeyedRow[]): Promise<void> {
  const { input, key, options, results } = merge;
  const ids = await findKeys(ctx, object, key, rows);
  const creates: KeyedRow[] = [];
  const updates: { row: KeyedRow; id: string }[] = [];
  for (const row of rows) {
    const found = ids.get(row.index);
    if (row.problems.length) results[row.index] = failure(inWords(ctx, object, row.problems));
    else if (found && found.length > 1) results[row.index] = failure([ambiguous(key, row)]);
    else if (found?.[0]) {
      if (input.onMatch === "skip") results[row.index] = { ok: true, id: found[0], outcome: "skipped" };
      else updates.push({ row, id: found[0] });
    } else if (input.operation === "upsert") creates.push(row);
    else results[row.index] = failure([{ path: key.join(","), code: "NOT_FOUND" }]);
  }
  if (creates.length) {
    const written = await createChunk(
      ctx,
      object,
      creates.map((r) => r.record),
      options,
    );
    written.forEach((result, i) => {
      results[(creates[i] as KeyedRow).index] = result;
    });
  }
  if (updates.length) await updateWave(ctx, object, merge, updates);
}

async function updateWave(
  ctx: Context,
  object: ObjectType,
  { key, options, results }: Merge,
  updates: readonly { row: KeyedRow; id: string }[],
): Promise<void> {
  const loaded = await loadForWrite(
    ctx,
    object,
    updates.map((u) => u.id),
    "update",
    { locks: true },
  );
  const allowed = updates.filter(({ row, id }) => {
    const target = loaded.get(id);
    if (!target?.mayAct) results[row.index] = failure([{ path: "", code: target ? "FORBIDDEN" : "NOT_FOUND" }]);
    return target?.mayAct;
  });
  const omit = key.includes("id") ? [] : key;
  const prepared = await prepareUpdates(
    ctx,
    object,
    allowed.map(({ row, id }) => ({ input: row.record, loaded: loaded.get(id) as NonNullable<ReturnType<typeof loaded.get>>, omit })),
    options,
  );
  await refuseTaken(
    ctx,
    object,
    prepared.filter((r) => r.problems.length === 0 && Object.keys(r.values).length > 0),
  );
  const changed = prepared.filter((r) => r.problems.length === 0 && Object.keys(r.values).length > 0);
  const stored = new Set(
    changed.length && !options.dryRun
      ? (await storeUpdates(ctx, object, changed, [object.fields.get("id") as never])).map((r) => r.id)
      : changed.map((r) => r.stored?.id),
  );
  await runAfterWrite(ctx, object, options.dryRun ? [] : changed.filter((r) => stored.has(r.stored?.id as string)));
  prepared.forEach((row, i) => {
    const id = row.stored?.id as string;
    const at = (allowed[i] as { row: KeyedRow }).row.index;
    if (row.problems.length) results[at] = failure(inWords(ctx, object, row.problems));
    else if (Object.keys(row.values).length === 0) results[at] = { ok: true, id, outcome: "unchanged" };
    else results[at] = stored.has(id) ? { ok: true, id, outcome: "updated" } : failure([{ path: "", code: "CONFLICT" }]);
  });
}

async function deleteChunk(ctx: Context, object: ObjectType, records: readonly unknown[], key: readonly string[]): Promise<RowResult[]> {
  const keyed = matchKeys(
    object,
    key,
    records.map((r) => (typeof r === "string" ? { id: r } : r)),
    {},
  );
  const found = await findKeys(ctx, object, key, keyed);
  const ids = keyed.map((row) => {
    const matches = row.problems.length ? [] : (found.get(row.index) ?? []);
    return matches.length === 1 ? matches[0] : undefined;
  });
  const removals = await deleteRecords(
    ctx,
    object,
    ids.filter((id): id is string => id !== undefined),
  );
  let next = 0;
  return keyed.map((row, i): RowResult => {
    const id = ids[i];
    if (row.problems.length) return failure(inWords(ctx, object, row.problems));
    if (!id) return failure([found.has(row.index) ? ambiguous(key, row) : { path: key.join(","), code: "NOT_FOUND" }]);
    const removal = removals[next++];
    if (removal === "missing") return failure([{ path: "", code: "NOT_FOUND" }]);
    if (removal === "forbidden") return failure([{ path: "", code: "FORBIDDEN" }]);
    return removal?.length ? failure(removal) : { ok: true, id, outcome: "deleted" };
  });
}
