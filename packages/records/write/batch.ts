import type { ObjectType } from "@keshu/catalog";
import { ApplicationError, type Context, createError, type Problem, timeZoneOf, within } from "@keshu/kernel";
import { currentCatalog, refreshCatalog } from "../catalog-store/current.ts";
import type { BatchInput, BatchResult, RowResult, WriteOptions } from "../types.ts";
import { createRows } from "./create.ts";
import { databaseProblem } from "./database-problem.ts";
import { failure, inWords } from "./failure.ts";
import { ambiguous, findKeys, lockKeys, matchKeys } from "./keys.ts";
import { mergeRows } from "./merge.ts";
import { deleteRecords } from "./remove.ts";
import { withRetries } from "./retry.ts";

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
  const zoned = { timeZone: timeZoneOf(ctx.principal), ...options };
  const results: RowResult[] = [];
  for (let at = 0; at < input.records.length; at += chunkSize)
    results.push(...(await withRetries(ctx, () => writeChunk(ctx, current, input, input.records.slice(at, at + chunkSize), zoned))));
  return countResults(results);
}

/** Results with how many of each there are. */
export function countResults(results: RowResult[]): BatchResult {
  const count = (...outcomes: string[]): number => results.filter((r) => r.ok && outcomes.includes(r.outcome)).length;
  return {
    results,
    created: count("created"),
    updated: count("updated", "deleted", "restored", "purged"),
    unchanged: count("unchanged", "skipped"),
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
    if (object.fields.has(name) && !object.fields.get(name)?.pastOf && access !== "hidden" && access !== "masked") continue;
    throw createError("UNKNOWN_FIELD", { params: { field: name }, errors: [{ path: "key", code: "UNKNOWN_FIELD", params: { field: name } }] });
  }
}

async function writeChunk(ctx: Context, object: ObjectType, input: BatchInput, records: readonly unknown[], options: WriteOptions): Promise<RowResult[]> {
  if (input.operation === "create") return isolate(ctx, object, records, (inner, part) => createRows(inner, object, part, options));
  if (input.operation === "delete") return deleteChunk(ctx, object, records, input.key ?? ["id"]);
  return ctx.db.transaction(async (tx) => {
    const inner = within(ctx, tx);
    // Before any savepoint, so that trying rows in halves gives no lock back.
    if (input.operation === "upsert") await lockKeys(inner, object, matchKeys(object, input.key ?? ["id"], records, options));
    return isolate(inner, object, records, (within, part) => mergeRows(within, object, input, part, options));
  });
}

/**
 * A value the database itself refuses fails its whole statement: then the rows are tried in halves, so that
 * just the bad one fails.
 */
export async function isolate(
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
    return removal?.length ? failure(inWords(ctx, object, removal)) : { ok: true, id, outcome: "deleted" };
  });
}
