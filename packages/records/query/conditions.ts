import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import type { ListQuery } from "../types.ts";
import { compileFilter } from "./filter.ts";
import { byNothing, type Conditions } from "./narrow.ts";
import { type Scene, sceneCondition } from "./scene.ts";
import { searchCondition } from "./search-condition.ts";

type Asked = Pick<ListQuery, "filter" | "q" | "deleted" | "timeZone">;

/** What a query asks of a record, besides the reach and the page. */
export function conditionsOf(ctx: Context, object: ObjectType, query: Asked, scene: Scene): Conditions {
  return (p, given) => {
    const { filter, q, timeZone } = query;
    const narrow = query.deleted ? byNothing : given; // the index of grams holds no deleted records
    const parts = [`t.deleted_at is ${query.deleted ? "not " : ""}null`, compileFilter(ctx, object, filter, p, { timeZone, narrow }), sceneCondition(scene, p)];
    if (q) parts.push(searchCondition(object, ctx.principal, q, p, narrow));
    return parts.filter((x) => x !== "true").join(" and ");
  };
}

/** Whether it asks for a part of a text, which the index of grams finds. */
export function isTextSearch({ q, filter }: Asked): boolean {
  return Boolean(q) || hasContains(filter);
}

/** Looks no deeper than a filter may be: what is refused later must not exhaust the stack here. */
function hasContains(filter: unknown, depth = 0): boolean {
  if (typeof filter !== "object" || filter === null || depth > 20) return false;
  return Object.entries(filter).some(([key, value]) => key === "contains" || hasContains(value, depth + 1));
}
