import type { Field, ObjectType } from "@keshu/catalog";
import { ApplicationError, type Context, createError, type Problem, within } from "@keshu/kernel";
import type { Along, ApiRecord, BatchResult, PendingWrite, RowResult } from "../types.ts";
import { countResults, isolate, maximumBatch } from "./batch.ts";
import { failure, inWords } from "./failure.ts";
import { loadForWrite } from "./load.ts";
import { restoreRecords } from "./remove.ts";
import { withRetries } from "./retry.ts";
import { runAfterWrite } from "./rule-registry.ts";
import { prepareUpdates } from "./update.ts";
import { storeUpdates } from "./update-statement.ts";

const chunkSize = 1000;

/** What follows a transferred record in the same transaction, such as what belongs to it. */
export type AfterTransfer = (ctx: Context, moved: readonly { id: string; from: string | null }[]) => Promise<ReadonlyMap<string, Along>>;

/** The change of each locked record, by id; a record without one counts as not found. */
export type Patches = (
  ctx: Context,
  stored: readonly ApiRecord[],
) => ReadonlyMap<string, Record<string, unknown>> | Promise<ReadonlyMap<string, Record<string, unknown>>>;

/**
 * Gives many records to another owner; those that cannot go say why, the others go.
 * @throws TOO_MANY_RECORDS
 */
export function transferRecords(ctx: Context, object: ObjectType, ids: readonly string[], to: { owner_id: string }, after?: AfterTransfer) {
  const patches: Patches = (_, stored) => new Map(stored.map((record) => [record.id, { owner_id: to.owner_id }]));
  return changeEach(ctx, object, ids, ["owner_id", "department_id"], patches, after);
}

/**
 * Adds and removes tags of many records, keeping the others each of them has.
 * @throws TOO_MANY_RECORDS, UNKNOWN_FIELD when the tags are not the caller's to see
 */
export async function tagRecords(
  ctx: Context,
  object: ObjectType,
  ids: readonly string[],
  change: { add: readonly string[]; remove: readonly string[] },
): Promise<BatchResult> {
  const access = ctx.principal.restrictedFields(object.name).get("tags");
  if (!object.fields.has("tags") || access === "hidden" || access === "masked")
    throw createError("UNKNOWN_FIELD", { params: { field: "tags" }, errors: [{ path: "tags", code: "UNKNOWN_FIELD", params: { field: "tags" } }] });
  const removed = new Set(change.remove);
  const changed = (tags: unknown): string[] => [...new Set([...((tags as string[] | null) ?? []).filter((tag) => !removed.has(tag)), ...change.add])];
  return changeEach(ctx, object, ids, ["tags"], (_, stored) => new Map(stored.map((record) => [record.id, { tags: changed(record.tags) }])));
}

/**
 * Brings many records back from the recycle bin.
 * @throws TOO_MANY_RECORDS
 */
export async function restoreAll(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<BatchResult> {
  return inChunks(ctx, ids, (part) => isolate(ctx, object, part, (inner, some) => restoreRecords(inner, object, some as readonly string[])));
}

/** One change of each record, made from what is stored, under its lock. Answers what the fields held before. */
export async function changeEach(
  ctx: Context,
  object: ObjectType,
  ids: readonly string[],
  fields: readonly string[],
  patchesOf: Patches,
  after?: AfterTransfer,
): Promise<BatchResult> {
  const restricted = ctx.principal.restrictedFields(object.name);
  const isSeen = (name: string): boolean => object.fields.has(name) && restricted.get(name) !== "hidden" && restricted.get(name) !== "masked";
  const shown = fields.filter(isSeen);
  const change = async (inner: Context, part: readonly unknown[]): Promise<RowResult[]> => {
    const some = part as readonly string[];
    const loaded = await loadForWrite(inner, object, some, "update", { locks: true });
    const targets = [...loaded.values()].filter((target) => target.mayAct);
    const patches = await patchesOf(
      inner,
      targets.map((target) => target.record),
    );
    for (const { record } of targets) if (!patches.has(record.id)) loaded.delete(record.id);
    const rows = await prepareUpdates(
      inner,
      object,
      targets.flatMap((target) => (patches.has(target.record.id) ? [{ input: patches.get(target.record.id), loaded: target }] : [])),
      {},
    );
    const changed = rows.filter((r) => r.problems.length === 0 && Object.keys(r.values).length > 0);
    const versions = await store(inner, object, changed);
    await runAfterWrite(inner, object, changed);
    const along = await after?.(
      inner,
      changed.map((r) => ({ id: r.stored?.id as string, from: (r.stored?.owner_id as string | null) ?? null })),
    );
    const byId = new Map(rows.map((r) => [r.stored?.id, r]));
    return some.map((id): RowResult => {
      const target = loaded.get(id.toLowerCase());
      const row = target && byId.get(target.record.id);
      if (!target || !row) return failure([{ path: "", code: target ? "FORBIDDEN" : "NOT_FOUND" }]);
      if (row.problems.length) return failure(inWords(inner, object, row.problems));
      const version = versions.get(target.record.id);
      const previous = Object.fromEntries(shown.map((name) => [name, target.record[name] ?? null]));
      if (version === undefined) return { ok: true, id: target.record.id, outcome: "unchanged" };
      const gone = along?.get(target.record.id);
      return { ok: true, id: target.record.id, outcome: "updated", ...(isSeen("version") ? { version } : {}), previous, ...(gone ? { along: gone } : {}) };
    });
  };
  return inChunks(ctx, ids, (part) => ctx.db.transaction((tx) => isolate(within(ctx, tx), object, part, change)));
}

async function store(ctx: Context, object: ObjectType, changed: readonly PendingWrite[]): Promise<Map<string, number>> {
  if (changed.length === 0) return new Map();
  const returning = ["id", "version"].map((name) => object.fields.get(name) as Field);
  const stored = await storeUpdates(ctx, object, changed, returning);
  return new Map(stored.map((row) => [row.id, row.version as number]));
}

/** A thousand at a time, each in a transaction of its own; an id given twice answers twice and is done once. */
async function inChunks(ctx: Context, ids: readonly string[], work: (part: readonly string[]) => Promise<RowResult[]>): Promise<BatchResult> {
  if (ids.length > maximumBatch) throw createError("TOO_MANY_RECORDS", { params: { limit: maximumBatch } });
  const once = [...new Set(ids.map((id) => id.toLowerCase()))];
  const results = new Map<string, RowResult>();
  for (let at = 0; at < once.length; at += chunkSize) {
    const part = once.slice(at, at + chunkSize);
    const done = await withRetries(ctx, () => work(part)).catch((error: unknown) => refusedAsOne(error, part));
    part.forEach((id, i) => {
      results.set(id, done[i] as RowResult);
    });
  }
  return countResults(ids.map((id) => results.get(id.toLowerCase()) as RowResult));
}

/** What the access rules say of all at once is said of each. */
function refusedAsOne(error: unknown, part: readonly string[]): RowResult[] {
  if (!(error instanceof ApplicationError) || error.code !== "FORBIDDEN") throw error;
  const problem: Problem = { path: "", code: "FORBIDDEN" };
  return part.map(() => failure([problem]));
}
