import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError, newId, within } from "@keshu/kernel";
import { withFreshCatalog } from "../catalog-store/fresh.ts";
import { maskRows, readableFields, selectList } from "../query/columns.ts";
import type { ApiRecord, PendingWrite, RowResult, WriteOptions } from "../types.ts";
import { databaseProblem } from "./database-problem.ts";
import { failure, failWith, inWords } from "./failure.ts";
import { insertStatement } from "./insert-statement.ts";
import { assignOwners, hasOwners, placeParts } from "./ownership.ts";
import { defaultOf, encodeValue, givenIn, parseEnvironment, parseInput } from "./parse-input.ts";
import { checkReferences } from "./references.ts";
import { withRetries } from "./retry.ts";
import { hasAfterWrite, runAfterWrite, runBeforeWrite } from "./rule-registry.ts";
import { searchColumns } from "./search-columns.ts";
import { checkStates, isEmpty } from "./state-machine.ts";
import { findDuplicates, refuseClashes } from "./unique.ts";

/**
 * Creates one record and answers it as the caller may see it.
 * @throws UNKNOWN_FIELD (400), VALIDATION_FAILED (422), FORBIDDEN
 */
export async function createRecord(ctx: Context, object: ObjectType, input: unknown, options: WriteOptions = {}): Promise<ApiRecord> {
  return withFreshCatalog(ctx, object, (fresh) => withRetries(ctx, () => create(ctx, fresh, input, options)));
}

async function create(ctx: Context, object: ObjectType, input: unknown, options: WriteOptions): Promise<ApiRecord> {
  const [row] = await prepareCreates(ctx, object, [input], options);
  if (!row || row.problems.length) throw failWith(inWords(ctx, object, row?.problems ?? []));
  return hasAfterWrite(object.name, [row]) ? ctx.db.transaction((tx) => storeOne(within(ctx, tx), object, row)) : storeOne(ctx, object, row);
}

async function storeOne(ctx: Context, object: ObjectType, row: PendingWrite): Promise<ApiRecord> {
  const fields = object.fieldList.filter((f) => row.values[f.name] !== undefined);
  const readable = readableFields(object, ctx.principal);
  const statement = insertStatement(object, fields, selectList(readable), false);
  const search = searchColumns(object, row.values);
  const values = [
    ...fields.map((f) => encodeValue(f, row.values[f.name])),
    search.search_text,
    search.title_text,
    search.grams,
    object.name,
    actorOf(ctx),
    ctx.origin,
    creationDiff(fields, row.values),
  ];
  try {
    const { rows } = await ctx.db.prepared<ApiRecord>(statement.text, values);
    maskRows(object, ctx.principal, rows);
    await runAfterWrite(ctx, object, [row]);
    return rows[0] as ApiRecord;
  } catch (error) {
    const problem = databaseProblem(error, object);
    throw problem ? failWith(inWords(ctx, object, [problem])) : error;
  }
}

export function actorOf(ctx: Context): string | null {
  return ctx.principal.kind === "system" ? null : ctx.principal.userId;
}

const unlogged = new Set(["id", "version", "created_by", "updated_by"]);

function creationDiff(fields: readonly Field[], values: Record<string, unknown>): string {
  const diff: Record<string, { to: unknown }> = {};
  for (const field of fields) if (!unlogged.has(field.name) && !isEmpty(values[field.name])) diff[field.name] = { to: values[field.name] };
  return JSON.stringify(diff);
}

/** Everything that happens to new records before SQL: reading, defaults, owners, references, states, rules. */
async function prepareCreates(ctx: Context, object: ObjectType, inputs: readonly unknown[], options: WriteOptions): Promise<PendingWrite[]> {
  const reach = ctx.principal.reach(object.name, "create");
  if (!reach) throw createError("FORBIDDEN");
  const env = parseEnvironment(options, ctx.principal);
  const actor = actorOf(ctx);
  const rows = inputs.map((input, index): PendingWrite => {
    const { values, problems } = parseInput(ctx, object, input, env, options);
    const row: PendingWrite = { index, operation: "create", stored: null, values, given: givenIn(values), problems };
    values.id ??= newId();
    values.created_by ??= actor;
    values.updated_by = options.isHistorical ? (values.updated_by ?? values.created_by) : actor;
    if (options.isHistorical) values.created_at ??= env.now.toISOString();
    for (const field of object.fieldList) {
      if (values[field.name] !== undefined) continue;
      const value = field.default !== undefined || field.emptyValue !== undefined ? defaultOf(ctx, field, env) : undefined;
      if (value !== undefined) values[field.name] = value;
    }
    // An empty number is drawn, not stored as empty.
    for (const field of object.fieldList) if (field.type === "auto_number" && isEmpty(values[field.name])) delete values[field.name];
    return row;
  });
  if (hasOwners(object) && !object.partOf) await assignOwners(ctx, rows, reach);
  await checkStates(ctx, object, rows, options);
  await checkReferences(ctx, object, rows, options.assumed);
  await placeParts(ctx, object, rows);
  await runBeforeWrite(ctx, object, rows);
  for (const row of rows) requireFields(object, row);
  return rows;
}

function requireFields(object: ObjectType, row: PendingWrite): void {
  for (const field of object.fieldList) {
    if (field.required && isEmpty(row.values[field.name]) && !row.problems.some((p) => p.path === field.name))
      row.problems.push({ path: field.name, code: "REQUIRED" });
  }
}

/** Creates many; rows that fail answer why, the others are stored. With rules that follow a write, in one transaction. */
export async function createRows(ctx: Context, object: ObjectType, records: readonly unknown[], options: WriteOptions): Promise<RowResult[]> {
  const rows = await prepareCreates(ctx, object, records, options);
  refuseRepeatedIds(rows);
  if (options.dryRun) await refuseClashes(ctx, object, rows);
  if (options.dryRun)
    return rows.map((r) => (r.problems.length ? failure(inWords(ctx, object, r.problems)) : { ok: true, id: r.values.id as string, outcome: "created" }));
  return hasAfterWrite(object.name, rows)
    ? ctx.db.transaction((tx) => storeCreates(within(ctx, tx), object, rows, options))
    : storeCreates(ctx, object, rows, options);
}

function refuseRepeatedIds(rows: readonly PendingWrite[]): void {
  const seen = new Set<unknown>();
  for (const row of rows) {
    if (seen.has(row.values.id)) row.problems.push({ path: "id", code: "NOT_UNIQUE" });
    seen.add(row.values.id);
  }
}

/** Stores prepared rows with one statement; rows that clash with a unique index fail, the others stay. */
async function storeCreates(ctx: Context, object: ObjectType, rows: readonly PendingWrite[], options: WriteOptions): Promise<RowResult[]> {
  const sound = rows.filter((r) => r.problems.length === 0);
  const stored = sound.length ? await insertRows(ctx, object, sound, options) : new Set<string>();
  const refused = sound.filter((r) => !stored.has(r.values.id as string));
  if (refused.length) await findDuplicates(ctx, object, refused);
  await runAfterWrite(
    ctx,
    object,
    sound.filter((r) => stored.has(r.values.id as string)),
  );
  return rows.map((row) => (row.problems.length ? failure(inWords(ctx, object, row.problems)) : { ok: true, id: row.values.id as string, outcome: "created" }));
}

async function insertRows(ctx: Context, object: ObjectType, rows: readonly PendingWrite[], options: WriteOptions): Promise<Set<string>> {
  const used = new Set<string>();
  for (const row of rows) for (const name in row.values) if (row.values[name] !== undefined) used.add(name);
  const fields = object.fieldList.filter((f) => used.has(f.name));
  const statement = insertStatement(object, fields, "id", true, options.isHistorical);
  const columns: (string | null)[][] = fields.map((f) => rows.map((row) => encodeValue(f, row.values[f.name] ?? columnDefault(f))));
  const search = rows.map((row) => searchColumns(object, row.values));
  const diffs = rows.map((row) => creationDiff(fields, row.values));
  const values = [
    ...columns,
    search.map((s) => s.search_text),
    search.map((s) => s.title_text),
    search.map((s) => s.grams),
    diffs,
    object.name,
    actorOf(ctx),
    ctx.origin,
  ];
  const { rows: inserted } = await ctx.db.prepared<{ id: string }>(statement.text, values);
  return new Set(inserted.map((r) => r.id));
}

/** Batches name every column any row uses, so that column defaults do not apply: the engine gives them. */
function columnDefault(field: Field): unknown {
  if (field.name === "created_at" || field.name === "updated_at") return new Date().toISOString();
  if (field.name === "version") return 1;
  return fieldType(field.type).isArray ? [] : null;
}
