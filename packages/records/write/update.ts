import { fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError, within } from "@keshu/kernel";
import { withFreshCatalog } from "../catalog-store/fresh.ts";
import { maskRows, readableFields } from "../query/columns.ts";
import type { ApiRecord, PendingWrite, WriteOptions } from "../types.ts";
import { failWith, inWords } from "./failure.ts";
import { type Loaded, loadForWrite } from "./load.ts";
import { hasOwners, moveOwners, placeParts } from "./ownership.ts";
import { givenIn, parseEnvironment, parseInput } from "./parse-input.ts";
import { checkReferences } from "./references.ts";
import { withRetries } from "./retry.ts";
import { hasAfterWrite, runAfterWrite, runBeforeWrite } from "./rule-registry.ts";
import { isSameValue } from "./same-value.ts";
import { checkStates, isEmpty } from "./state-machine.ts";
import { storeUpdates } from "./update-statement.ts";

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
      throw createError(
        "STALE_VERSION",
        ctx.principal.restrictedFields(object.name).get("version") === "hidden" ? {} : { extra: { version: loaded.record.version } },
      );
    const [row] = await prepareUpdates(ctx, object, [{ input: patch, loaded }], options);
    if (!row || row.problems.length) throw failWith(inWords(ctx, object, row?.problems ?? []));
    if (Object.keys(row.values).length === 0) return presented(ctx, object, loaded.record);
    const store = async (inner: Context): Promise<ApiRecord | undefined> => {
      const [stored] = await storeUpdates(inner, object, [row], readableFields(object, ctx.principal));
      if (stored) await runAfterWrite(inner, object, [row]);
      return stored;
    };
    const stored = hasAfterWrite(object.name, [row]) ? await ctx.db.transaction((tx) => store(within(ctx, tx))) : await store(ctx);
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
  const env = parseEnvironment(options, ctx.principal);
  const masks = ctx.principal.restrictedFields(object.name);
  const rows = targets.map(({ input, loaded, omit }, index): PendingWrite => {
    const { values, problems } = parseInput(ctx, object, withoutEchoes(object, input, loaded.record, masks), env, options);
    if (values.id !== undefined && values.id !== loaded.record.id) problems.push({ path: "id", code: "READ_ONLY" });
    delete values.id;
    for (const name of omit ?? []) delete values[name];
    for (const field of object.fieldList) if (field.type === "auto_number" && field.name in values && isEmpty(values[field.name])) delete values[field.name];
    const row: PendingWrite = { index, operation: "update", stored: loaded.record, values, given: givenIn(values), problems };
    dropUnchanged(object, row);
    return row;
  });
  if (hasOwners(object) && !object.partOf) await moveOwners(ctx, object, rows);
  await checkStates(ctx, object, rows, options);
  await checkReferences(ctx, object, rows, options.assumed);
  await placeParts(ctx, object, rows);
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
