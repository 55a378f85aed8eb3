import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { newParameters } from "../parameters.ts";
import type { ListQuery } from "../types.ts";
import { conditionsOf, isTextSearch } from "./conditions.ts";
import { reachableWhere } from "./narrow.ts";
import type { Scene } from "./scene.ts";

/** How many records the query finds for this reader; "estimated" is the planner's row count, cheap at any size. */
export async function countRecords(ctx: Context, object: ObjectType, query: ListQuery, scene: Scene): Promise<number> {
  const { reach } = scene;
  if (!reach) return 0;
  const p = newParameters();
  const from = `from ${object.table} t where ${reachableWhere(object, reach, conditionsOf(ctx, object, query, scene), p, isTextSearch(query))}`;
  if (query.count === "exact") {
    const { rows } = await ctx.db.query<{ n: number }>(`select count(*) as n ${from}`, p.values);
    return rows[0]?.n ?? 0;
  }
  const { rows } = await ctx.db.query<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }>(`explain (format json) select 1 ${from}`, p.values);
  const estimate = rows[0]?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
  // Small numbers are cheap to count and wrong ones are seen at once.
  return estimate > 5000 ? estimate : countRecords(ctx, object, { ...query, count: "exact" }, scene);
}
