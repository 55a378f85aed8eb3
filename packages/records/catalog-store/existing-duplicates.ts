import { expandedName, type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type ApplicationError, type Context, createError } from "@keshu/kernel";
import { accessPredicate } from "../access/predicate.ts";
import { newParameters } from "../parameters.ts";
import { getRecord } from "../query/read.ts";
import { readerName } from "../reader-name.ts";
import type { ApiRecord } from "../types.ts";
import { currentCatalog } from "./current.ts";
import { labelsOf } from "./unique-problems.ts";

/** The error that tells how many living records have a combination in common, with one the caller may see; undefined: none has. */
export async function findExistingDuplicates(ctx: Context, object: ObjectType, names: readonly string[], at: string): Promise<ApplicationError | undefined> {
  const fields = names.map((name) => object.fields.get(name) as Field);
  const columns = fields.map((f) => `"${f.column}"`).join(", ");
  const repeated = `select ${columns}, count(*) as n from ${object.table} where deleted_at is null and ${fields.map((f) => `"${f.column}" is not null`).join(" and ")} group by ${columns} having count(*) > 1`;
  return ctx.db.transaction(async (tx) => {
    await tx.query("set local statement_timeout = 0"); // it looks at every record
    const { rows } = await tx.query<{ groups: number; records: number }>(
      `select count(*)::int as groups, coalesce(sum(n), 0)::int as records from (${repeated}) d`,
    );
    const { groups, records } = rows[0] ?? { groups: 0, records: 0 };
    if (groups === 0) return undefined;
    const example = await findExample({ ...ctx, db: tx }, object, fields, repeated);
    const params = { field: labelsOf(ctx, object, names), count: written(records), groups: written(groups), ...(example ? { value: example.text } : {}) };
    const code = example ? "DUPLICATES_EXIST" : "UNSEEN_DUPLICATES_EXIST";
    const extra = { duplicates: { fields: names, groups, records, example: example ? { ids: example.ids, text: example.text } : null } };
    return createError(code, { params, errors: [{ path: at, code, params }], extra });
  });
}

const written = (number: number): string => number.toLocaleString("en-US");

/** Records the caller may see that share a combination, and what it is; of what is hidden or masked nothing is told. */
async function findExample(ctx: Context, object: ObjectType, fields: readonly Field[], repeated: string): Promise<{ ids: string[]; text: string } | null> {
  const reach = ctx.principal.reach(object.name, "read");
  const isOpen = fields.every((f) => ["read", "write"].includes(ctx.principal.fieldAccess(object.name, f.name)));
  if (!reach || !isOpen) return null;
  const p = newParameters();
  const { rows } = await ctx.db.query<{ ids: string[] }>(
    `select (array_agg(t.id order by t.created_at, t.id))[1:2] as ids from (${repeated}) d join ${object.table} t on ${fields.map((f) => `t."${f.column}" = d."${f.column}"`).join(" and ")}
     where t.deleted_at is null and ${accessPredicate(reach, object.name, p, "one")} group by ${fields.map((f) => `t."${f.column}"`).join(", ")} order by count(*) desc, min(t.created_at) limit 1`,
    p.values,
  );
  const ids = rows[0]?.ids;
  if (!ids?.[0]) return null;
  const expand = fields.filter((f) => f.target && expandedName(f) !== f.name).map((f) => f.name);
  const record = await getRecord(ctx, object, ids[0], { fields: fields.map((f) => f.name), expand });
  return { ids, text: fields.map((field) => wordOf(ctx, field, record)).join(" + ") };
}

function wordOf(ctx: Context, field: Field, record: ApiRecord): string {
  const related = record[expandedName(field)];
  const target = field.target === undefined ? undefined : currentCatalog().byName.get(field.target);
  if (target && related && typeof related === "object")
    return readerName(target, related as ApiRecord, ctx.locale) ?? String((related as ApiRecord).number ?? "");
  const value = record[field.name];
  if (value === null || value === undefined) return "";
  return fieldType(field.type).toCell(value as never, field, { locale: ctx.locale, timeZone: "Asia/Shanghai" });
}
