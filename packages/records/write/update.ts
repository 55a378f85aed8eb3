import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError, within } from "@keshu/kernel";
import { covers } from "../access/predicate.ts";
import { withFreshCatalog } from "../catalog-store/fresh.ts";
import { maskRows, readableFields, selectList } from "../query/columns.ts";
import type { ApiRecord, PendingWrite, WriteOptions } from "../types.ts";
import { actorOf } from "./create.ts";
import { databaseProblem } from "./database-problem.ts";
import { failWith, inWords } from "./failure.ts";
import { type Loaded, loadForWrite } from "./load.ts";
import { departmentsOf, hasOwners, mayPlace } from "./ownership.ts";
import { encodeValue, parseEnvironment, parseInput } from "./parse-input.ts";
import { checkReferences } from "./references.ts";
import { withRetries } from "./retry.ts";
import { hasAfterWrite, runAfterWrite, runBeforeWrite } from "./rule-registry.ts";
import { isSameValue } from "./same-value.ts";
import { searchColumns, touchesSearch } from "./search-columns.ts";
import { checkStates, isEmpty } from "./state-machine.ts";

const maximumTries = 8;

/**
 * Changes one record and answers it as the caller may see it. Without `ifMatch` a change made meanwhile by
 * someone else to other fields is kept; with it, it is refused.
 * @throws NOT_FOUND, FORBIDDEN, STALE_VERSION (412), UNKNOWN_FIELD (400), VALIDATION_FAILED (422)
 */
export async function updateRecord(
  ctx: Context,
  object: ObjectType,
  id: string,
  patch: unknown,
  options: WriteOptions & { ifMatch?: number } = {},
): Promise<ApiRecord> {
  return withFreshCatalog(ctx, object, (fresh) => withRetries(ctx, () => update(ctx, fresh, id, patch, options)));
}

async function update(ctx: Context, object: ObjectType, id: string, patch: unknown, options: WriteOptions & { ifMatch?: number }): Promise<ApiRecord> {
  for (let attempt = 1; attempt <= maximumTries; attempt++) {
    const loaded = (await loadForWrite(ctx, object, [id], "update")).get(id.toLowerCase());
    if (!loaded) throw createError("NOT_FOUND");
    if (!loaded.mayAct) throw createError("FORBIDDEN");
    if (options.ifMatch !== undefined && loaded.record.version !== options.ifMatch)
      throw createError("STALE_VERSION", { extra: { version: loaded.record.version } });
    const [row] = await prepareUpdates(ctx, object, [{ input: patch, loaded }], options);
    if (!row || row.problems.length) throw failWith(inWords(ctx, object, row?.problems ?? []));
    if (Object.keys(row.values).length === 0) return presented(ctx, object, loaded.record);
    const store = async (inner: Context): Promise<ApiRecord | undefined> => {
      const [stored] = await storeUpdates(inner, object, [row], readableFields(object, ctx.principal));
      if (stored) await runAfterWrite(inner, object, [row]);
      return stored;
    };
    const stored = hasAfterWrite(object.name) ? await ctx.db.transaction((tx) => store(within(ctx, tx))) : await store(ctx);
    if (stored) return maskRows(object, ctx.principal, [stored])[0] as ApiRecord;
    if (options.ifMatch !== undefined) throw createError("STALE_VERSION");
  }
  throw createError("CONFLICT");
}

/** A whole record cut down to what the caller may see. */
function presented(ctx: Context, object: ObjectType, record: ApiRecord): ApiRecord {
  const seen: ApiRecord = { id: record.id };
  for (const field of readableFields(object, ctx.principal)) seen[field.name] = record[field.name];
  return maskRows(object, ctx.principal, [seen])[0] as ApiRecord;
}

/** Everything that happens to changed records before SQL. `values` ends as just what differs from the stored record. */
export async function prepareUpdates(
  ctx: Context,
  object: ObjectType,
  targets: readonly { input: unknown; loaded: Loaded; omit?: readonly string[] }[],
  options: WriteOptions,
): Promise<PendingWrite[]> {
  const env = parseEnvironment(options);
  const masks = ctx.principal.restrictedFields(object.name);
  const rows = targets.map(({ input, loaded, omit }, index): PendingWrite => {
    const { values, problems } = parseInput(ctx, object, withoutEchoes(object, input, loaded.record, masks), env, options);
    if (values.id !== undefined && values.id !== loaded.record.id) problems.push({ path: "id", code: "READ_ONLY" });
    delete values.id;
    for (const name of omit ?? []) delete values[name];
    for (const field of object.fieldList) if (field.type === "auto_number" && field.name in values && isEmpty(values[field.name])) delete values[field.name];
    const row: PendingWrite = { index, operation: "update", stored: loaded.record, values, problems };
    dropUnchanged(object, row);
    return row;
  });
  if (hasOwners(object)) await moveOwners(ctx, object, rows);
  await checkStates(ctx, object, rows, options);
  await checkReferences(ctx, object, rows);
  await runBeforeWrite(
    ctx,
    object,
    rows.filter((r) => Object.keys(r.values).length > 0),
  );
  for (const row of rows) {
    dropUnchanged(object, row);
    for (const name in row.values) {
      if (object.fields.get(name)?.required && isEmpty(row.values[name])) row.problems.push({ path: name, code: "REQUIRED" });
    }
  }
  return rows;
}

/** Read-only fields sent back as they were read are no change, so a client may send a whole record. */
function withoutEchoes(object: ObjectType, input: unknown, stored: ApiRecord, masks: ReadonlyMap<string, string>): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return input;
  const kept: Record<string, unknown> = Object.create(null); // a key "__proto__" is a field nobody knows, like any other
  for (const [name, value] of Object.entries(input)) {
    const field = object.fields.get(name);
    const isProtected = field && (field.readOnly || masks.get(name) === "read");
    const isMaskEcho =
      field && masks.get(name) === "masked" && stored[name] !== null && isSameValue(field, value, fieldType(field.type).mask(stored[name] as never, field));
    if ((isProtected && isSameValue(field, value, stored[name])) || isMaskEcho) continue;
    kept[name] = value;
  }
  return kept;
}

function dropUnchanged(object: ObjectType, row: PendingWrite): void {
  for (const name in row.values) {
    const field = object.fields.get(name);
    if (!field || isSameValue(field, row.values[name], row.stored?.[name])) delete row.values[name];
  }
}

/** A new owner brings their department; both must stay within what the writer may give away. */
async function moveOwners(ctx: Context, object: ObjectType, rows: readonly PendingWrite[]): Promise<void> {
  const moved = rows.filter((r) => r.values.owner_id !== undefined || r.values.department_id !== undefined);
  if (moved.length === 0) return;
  const owners = moved.map((r) => r.values.owner_id).filter((v): v is string => typeof v === "string");
  const kept = moved.flatMap((r) => (r.values.owner_id === undefined && typeof r.stored?.owner_id === "string" ? [r.stored.owner_id] : []));
  const departments = await departmentsOf(ctx, [...owners, ...kept]);
  const reach = ctx.principal.reach(object.name, "update");
  for (const { values, stored, problems } of moved) {
    const isGiven = values.department_id !== undefined;
    if (typeof values.owner_id === "string" && values.department_id === undefined) {
      const department = departments.get(values.owner_id) ?? null;
      if (department !== stored?.department_id) values.department_id = department;
    }
    const owner = (values.owner_id === undefined ? stored?.owner_id : values.owner_id) as string | null;
    const department = (values.department_id === undefined ? stored?.department_id : values.department_id) as string | null;
    const path = values.owner_id === undefined ? "department_id" : "owner_id";
    // A share lets one change a record, not take it.
    if (!covers(reach, (stored?.owner_id as string) ?? null, (stored?.department_id as string) ?? null, () => false))
      problems.push({ path, code: "READ_ONLY" });
    else if (ctx.principal.may("record.transfer")) continue;
    else if (!covers(reach, owner, department, () => false)) problems.push({ path, code: "OUT_OF_REACH" });
    else if (isGiven && !mayPlace(reach, department, owner ? departments.get(owner) : undefined))
      problems.push({ path: "department_id", code: "OUT_OF_REACH" });
  }
}

/**
 * Writes prepared changes with one statement; a row someone changed meanwhile is left out of the answer.
 * @throws VALIDATION_FAILED when a unique value is taken
 */
export async function storeUpdates(ctx: Context, object: ObjectType, rows: readonly PendingWrite[], returning: readonly Field[]): Promise<ApiRecord[]> {
  const changed = object.fieldList.filter((f) => rows.some((r) => f.name in r.values));
  const searches = touchesSearch(
    object,
    changed.map((f) => f.name),
  );
  const merged = rows.map((r) => ({ ...r.stored, ...r.values }) as ApiRecord);
  const search = searches ? merged.map((m) => searchColumns(object, m)) : [];
  const columns: { name: string; type: string; values: unknown[] }[] = [
    ...changed.map((f) => ({ name: f.column, type: fieldType(f.type).sqlType(f), values: merged.map((m) => encodeValue(f, m[f.name])) })),
    ...(searches
      ? [
          { name: "search_text", type: "text", values: search.map((s) => s.search_text) },
          { name: "title_text", type: "text", values: search.map((s) => s.title_text) },
          { name: "grams", type: "int4[]", values: search.map((s) => s.grams) },
        ]
      : []),
  ];
  const keeps = changed.some((f) => f.name === "updated_at");
  const sets = [
    ...columns.map((c) => `"${c.name}" = v."${c.name}"::${c.type}`),
    "version = t.version + 1",
    ...(keeps ? [] : ["updated_at = greatest(now(), t.updated_at)"]),
    ...(changed.some((f) => f.name === "updated_by") ? [] : [`updated_by = $5::uuid`]),
  ];
  const text = `with v as (select * from unnest($1::uuid[], $2::int[], $3::text[]${columns.map((_, i) => `, $${i + 7}::text[]`).join("")}) v("$id", "$version", "$diff"${columns.map((c) => `, "${c.name}"`).join("")})),
o as (select t.id, t.owner_id, t.department_id from ${object.table} t join v on v."$id" = t.id),
t as (update ${object.table} t set ${sets.join(", ")} from v where t.id = v."$id" and t.version = v."$version" and t.deleted_at is null returning t.*, v."$diff"),
c as (insert into keshu.change (object, record_id, kind, actor, origin, diff, owner_before, department_before, owner_after, department_after)
  select $4, t.id, 'updated', $5::uuid, $6, t."$diff"::jsonb, o.owner_id, o.department_id, t.owner_id, t.department_id from t join o on o.id = t.id)
select ${selectList(returning)} from t`;
  const values = [
    rows.map((r) => r.stored?.id),
    rows.map((r) => r.stored?.version),
    rows.map((r) => updateDiff(r)),
    object.name,
    actorOf(ctx),
    ctx.origin,
    ...columns.map((c) => c.values),
  ];
  try {
    return (await ctx.db.prepared<ApiRecord>(text, values)).rows;
  } catch (error) {
    const problem = databaseProblem(error, object);
    throw problem ? failWith(inWords(ctx, object, [problem])) : error;
  }
}

function updateDiff(row: PendingWrite): string {
  const diff: Record<string, { from: unknown; to: unknown }> = {};
  for (const name in row.values) diff[name] = { from: row.stored?.[name] ?? null, to: row.values[name] };
  return JSON.stringify(diff);
}
