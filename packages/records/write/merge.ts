import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import type { ApiRecord, BatchInput, PendingWrite, RowResult, WriteOptions } from "../types.ts";
import { createRows } from "./create.ts";
import { failure, inWords } from "./failure.ts";
import { ambiguous, findKeys, type KeyedRow, matchKeys } from "./keys.ts";
import { loadForWrite } from "./load.ts";
import { putTogether, resultsOf } from "./merge-repeated.ts";
import { parseEnvironment } from "./parse-input.ts";
import { runAfterWrite } from "./rule-registry.ts";
import { refuseTaken } from "./unique.ts";
import { prepareUpdates } from "./update.ts";
import { storeUpdates } from "./update-statement.ts";

/** Update and upsert: finds the records by key, then waves of rows with distinct keys, in order. */
export async function mergeRows(ctx: Context, object: ObjectType, input: BatchInput, records: readonly unknown[], options: WriteOptions): Promise<RowResult[]> {
  const key = input.key ?? ["id"];
  const keyed = matchKeys(object, key, records, options);
  const results: RowResult[] = new Array(records.length);
  const merge: Merge = { input, key, options, results, before: new Map() };
  const { together, others } =
    input.operation === "upsert" && input.onMatch !== "skip" ? putTogether(object, key, keyed, parseEnvironment(options)) : { together: [], others: keyed };
  if (together.length)
    await mergeWave(
      ctx,
      object,
      merge,
      together.map((t) => t.merged),
    );
  const singly = [...others];
  for (const group of together) {
    const result = results[group.merged.index] as RowResult;
    // what is wrong with one of them must not fail the others
    if (!result.ok) singly.push(...group.rows);
    else
      resultsOf(group, result, merge.before.get(group.merged.index) ?? null).forEach((one, i) => {
        results[(group.rows[i] as KeyedRow).index] = one;
      });
  }
  const waves = Math.max(0, ...singly.map((k) => k.wave)) + 1;
  for (let wave = 0; wave < waves; wave++) {
    for (const row of singly) if (row.wave === wave) delete results[row.index];
    await mergeWave(
      ctx,
      object,
      merge,
      singly.filter((k) => k.wave === wave),
    );
  }
  return results;
}

interface Merge {
  input: BatchInput;
  key: readonly string[];
  options: WriteOptions;
  results: RowResult[];
  /** Records as they were, by the index of the row that changes them. */
  before: Map<number, ApiRecord>;
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
    const written = await createRows(
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
  { input, key, options, results, before }: Merge,
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
    if (target) before.set(row.index, target.record);
    if (!target?.mayAct) results[row.index] = failure([{ path: "", code: target ? "FORBIDDEN" : "NOT_FOUND" }]);
    else if (isStale(row.record, target.record.version)) results[row.index] = failure([{ path: "version", code: "STALE_VERSION" }]);
    return target?.mayAct && !results[row.index];
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
  const stored = new Map<string, unknown>(
    changed.length && !options.dryRun
      ? (await storeUpdates(ctx, object, changed, [object.fields.get("id") as never, object.fields.get("version") as never], options.isHistorical)).map((r) => [
          r.id,
          r.version,
        ])
      : changed.map((r) => [r.stored?.id as string, undefined]),
  );
  const given = giveableFields(ctx, object);
  const hidesVersion = ctx.principal.restrictedFields(object.name).has("version");
  await runAfterWrite(ctx, object, options.dryRun ? [] : changed.filter((r) => stored.has(r.stored?.id as string)));
  prepared.forEach((row, i) => {
    const id = row.stored?.id as string;
    const at = (allowed[i] as { row: KeyedRow }).row.index;
    if (row.problems.length) results[at] = failure(inWords(ctx, object, row.problems));
    else if (Object.keys(row.values).length === 0) results[at] = { ok: true, id, outcome: "unchanged" };
    else if (!stored.has(id)) results[at] = failure([{ path: "", code: "CONFLICT" }]);
    else
      results[at] = {
        ok: true,
        id,
        outcome: "updated",
        ...(hidesVersion || options.dryRun ? {} : { version: stored.get(id) as number }),
        ...(input.operation === "update" ? { previous: previousOf(row, given) } : {}),
      };
  });
}

/** Fields the caller may read whole and set. */
function giveableFields(ctx: Context, object: ObjectType): ReadonlySet<string> {
  const restricted = ctx.principal.restrictedFields(object.name);
  return new Set(object.fieldList.filter((f) => !f.readOnly && !restricted.has(f.name)).map((f) => f.name));
}

/** What the record held where the row changed it, also by a rule: sent back, it undoes the whole change. */
function previousOf({ values, stored }: PendingWrite, given: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(values)
      .filter((name) => given.has(name))
      .map((name) => [name, stored?.[name] ?? null]),
  );
}

/** A row that names the version it was made from is refused when the record has moved on. */
function isStale(row: unknown, stored: unknown): boolean {
  const version = (row as { version?: unknown }).version;
  return typeof version === "number" && version !== stored;
}
