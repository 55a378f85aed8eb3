import { expandedName, type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError } from "@keshu/kernel";
import { accessPredicate } from "../access/predicate.ts";
import { currentCatalog } from "../catalog-store/current.ts";
import { newParameters } from "../parameters.ts";
import type { ApiRecord } from "../types.ts";
import { maskRows, readableFields, selectList } from "./columns.ts";

/**
 * Puts related records beside their ids, one query per target object. A record the reader may not
 * see is null, a masked relation is none to expand. `customer_id` expands to `customer`; both names are understood.
 * @throws UNKNOWN_FIELD
 */
export async function expandRecords(ctx: Context, object: ObjectType, records: ApiRecord[], names: readonly string[]): Promise<void> {
  const restricted = ctx.principal.restrictedFields(object.name);
  const open = readableFields(object, ctx.principal).filter((f) => f.target && restricted.get(f.name) !== "masked");
  const fields = names.map((name) => {
    const field = open.find((f) => f.name === name || expandedName(f) === name);
    if (!field)
      throw createError("UNKNOWN_FIELD", { params: { field: name }, errors: [{ path: `expand.${name}`, code: "UNKNOWN_FIELD", params: { field: name } }] });
    return field;
  });
  const wanted = new Map<string, Set<string>>();
  for (const field of fields) {
    const ids = wanted.get(field.target as string) ?? new Set();
    wanted.set(field.target as string, ids);
    for (const record of records) for (const id of idsIn(record[field.name])) ids.add(id);
  }
  const found = new Map<string, Map<string, ApiRecord>>();
  for (const [target, ids] of wanted) found.set(target, await readByIds(ctx, target, [...ids]));
  for (const record of records) for (const field of fields) record[expandedName(field)] = expanded(field, record[field.name], found);
}

function expanded(field: Field, value: unknown, found: Map<string, Map<string, ApiRecord>>): unknown {
  const records = found.get(field.target as string);
  if (fieldType(field.type).isArray)
    return idsIn(value)
      .map((id) => records?.get(id) ?? null)
      .filter((r) => r !== null);
  return typeof value === "string" ? (records?.get(value) ?? null) : null;
}

function idsIn(value: unknown): string[] {
  return typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : [];
}

/** The readable ones among the ids, deleted ones left out; with all readable fields, or those of `fields` that are. */
export async function readByIds(ctx: Context, objectName: string, ids: readonly string[], fields?: readonly string[]): Promise<Map<string, ApiRecord>> {
  const target = currentCatalog().byName.get(objectName);
  const reach = target ? ctx.principal.reach(objectName, "read") : null;
  if (!target || !reach || ids.length === 0) return new Map();
  const p = newParameters();
  const open = readableFields(target, ctx.principal);
  const wanted = fields ? open.filter((f) => f.name === "id" || fields.includes(f.name)) : open;
  const text = `select ${selectList(wanted)} from ${target.table} t where t.id = any(${p.add(ids)}::uuid[]) and t.deleted_at is null and ${accessPredicate(reach, objectName, p, "one")}`;
  const { rows } = await ctx.db.prepared<ApiRecord>(text, p.values);
  return new Map(maskRows(target, ctx.principal, rows).map((r) => [r.id, r]));
}
