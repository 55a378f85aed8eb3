import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, isUuid } from "@keshu/kernel";
import { accessPredicate } from "../access/predicate.ts";
import { withFreshCatalog } from "../catalog-store/fresh.ts";
import { newParameters } from "../parameters.ts";
import type { ApiRecord } from "../types.ts";
import { maskRows, readableFields, selectList } from "./columns.ts";
import { expandRecords } from "./expand.ts";

/**
 * One record as the caller may see it.
 * @throws NOT_FOUND for a deleted, foreign, malformed or unknown id alike
 */
export async function getRecord(
  ctx: Context,
  object: ObjectType,
  id: string,
  options: { fields?: readonly string[]; expand?: readonly string[] } = {},
): Promise<ApiRecord> {
  return withFreshCatalog(ctx, object, (fresh) => read(ctx, fresh, id, options));
}

async function read(ctx: Context, object: ObjectType, id: string, options: { fields?: readonly string[]; expand?: readonly string[] }): Promise<ApiRecord> {
  const fields = readableFields(object, ctx.principal, options.fields);
  const reach = ctx.principal.reach(object.name, "read");
  if (!reach || !isUuid(id)) throw createError("NOT_FOUND");
  const p = newParameters();
  const access = `t.id = ${p.add(id)} and t.deleted_at is null and ${accessPredicate(reach, object.name, p, "one")}`;
  const { rows } = await ctx.db.prepared<ApiRecord>(`select ${selectList(fields)} from ${object.table} t where ${access}`, p.values);
  const record = rows[0];
  if (!record) throw createError("NOT_FOUND");
  maskRows(object, ctx.principal, rows);
  if (options.expand?.length) await expandRecords(ctx, object, rows, options.expand);
  return record;
}
