import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { accessPredicate } from "../access/predicate.ts";
import { newParameters } from "../parameters.ts";
import type { ListQuery } from "../types.ts";
import { compileFilter } from "./filter.ts";
import { type Scene, sceneCondition } from "./scene.ts";
import { searchCondition } from "./search-condition.ts";

/** How many records the query finds for this reader; "estimated" is the planner's row count, cheap at any size. */
export async function countRecords(ctx: Context, object: ObjectType, query: ListQuery, scene: Scene): Promise<number> {
  const { reach } = scene;
  if (!reach) return 0;
  const p = newParameters();
  const parts = [`t.deleted_at is ${query.deleted ? "not " : ""}null`, compileFilter(ctx, object, query.filter, p, query.timeZone), sceneCondition(scene, p)];
  if (query.q) parts.push(searchCondition(object, ctx.principal, query.q, p));
  parts.push(accessPredicate(reach, object.name, p, "set"));
  const from = `from ${object.table} t where ${parts.filter((x) => x !== "true").join(" and ")}`;
  if (query.count === "exact") {
    const { rows } = await ctx.db.query<{ n: number }>(`select count(*) as n ${from}`, p.values);
    return rows[0]?.n ?? 0;
  }
  const { rows } = await ctx.db.query<{ "QUERY PLAN": { Plan: { "Plan Rows": number } }[] }>(`explain (format json) select 1 ${from}`, p.values);
  const estimate = rows[0]?.["QUERY PLAN"][0]?.Plan["Plan Rows"] ?? 0;
  // Small numbers are cheap to count and wrong ones are seen at once.
  return estimate > 5000 ? estimate : countRecords(ctx, object, { ...query, count: "exact" }, scene);
}
