import type { Field, ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { indexesOf } from "../schema/indexes.ts";
import { sqlTypeOf } from "../stored-type.ts";
import type { PendingWrite } from "../types.ts";
import { encodeValue } from "./parse-input.ts";

/** Names, for rows the database refused as duplicates, the fields whose values are taken. */
export async function findDuplicates(ctx: Context, object: ObjectType, rows: readonly PendingWrite[]): Promise<void> {
  for (const fields of uniqueSets(object)) {
    const asked = rows.filter((r) => fields.every((f) => r.values[f.name] !== null && r.values[f.name] !== undefined));
    if (asked.length === 0) continue;
    const arrays = fields.map((f) => asked.map((r) => encodeValue(f, r.values[f.name])));
    const names = fields.map((_, i) => `v.k${i}`);
    const matches = fields.map((f, i) => `t."${f.column}" = v.k${i}::${sqlTypeOf(f)}`);
    const alive = fields[0]?.name === "id" ? "" : " and t.deleted_at is null";
    const { rows: taken } = await ctx.db.query<{ n: number }>(
      `select v.n::int as n from unnest(${arrays.map((_, i) => `$${i + 1}::text[]`).join(", ")}) with ordinality v(${names.map((n) => n.slice(2)).join(", ")}, n)
       where exists (select 1 from ${object.table} t where ${matches.join(" and ")}${alive})`,
      arrays,
    );
    for (const { n } of taken) asked[n - 1]?.problems.push({ path: fields.map((f) => f.name).join(","), code: "NOT_UNIQUE" });
  }
  // What stood in the way is gone again: its transaction was rolled back.
  for (const row of rows) if (row.problems.length === 0) row.problems.push({ path: "", code: "CONFLICT" });
}

function uniqueSets(object: ObjectType): Field[][] {
  const id = object.fields.get("id") as Field;
  const sets = indexesOf(object)
    .filter((plan) => plan.isUnique)
    .map((plan) => plan.fields.map((name) => object.fields.get(name)).filter((f): f is Field => f !== undefined));
  return [[id], ...sets];
}
