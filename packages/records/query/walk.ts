import type { ObjectType } from "@keshu/catalog";
import type { Reach } from "@keshu/kernel";
import { branchesOf, sharedColumn, sharedIds } from "../access/predicate.ts";
import type { Parameters } from "../parameters.ts";
import { hasScopedIndex } from "../schema/indexes.ts";
import { orderBy, type SortKey } from "./sort.ts";

export interface Walk {
  object: ObjectType;
  reach: Reach;
  keys: readonly SortKey[];
  /** Records of each way looked at, at most. */
  depth: number;
  take: number;
  /** What the records must fulfil besides the reach; asked for once for each way. */
  conditions: (p: Parameters) => string;
  /** Where the walk begins. */
  cursorCondition: (p: Parameters) => string;
}

/** In how many orders of their own a reader's records are walked; 0 when an index does not keep this order, or nothing is reached but what is shared. */
export function waysOf(object: ObjectType, reach: Reach, keys: readonly SortKey[]): number {
  const first = (keys[0] as SortKey).field.name;
  if (reach.all) return hasScopedIndex(object, first) || first === "updated_at" ? 1 : 0;
  return hasScopedIndex(object, first) ? branchesOf(reach).reduce((sum, b) => sum + b.keys.length, 0) : 0;
}

/**
 * The first `take` records in order among the first `depth` of each way: `id`, sort keys `k0…` and `is_edge`. A page with
 * an edge in it is not to be trusted: beyond the last record looked at there may be others that belong before it.
 */
export function walkText(walk: Walk, p: Parameters): string {
  const { object, reach, keys, depth, take } = walk;
  const keysColumn = keys.map((k, i) => `${k.expression} as k${i}`).join(", ");
  const order = orderBy(keys);
  // ordered on every level, or PostgreSQL forgets in between that it is, looks at all `depth` of them and sorts
  const one = (way: string): string =>
    `select t.id, ${keysColumn}, t."$n" = ${depth} as is_edge from
      (select t.*, row_number() over () as "$n" from (select * from ${object.table} t where ${[way, "t.deleted_at is null", walk.cursorCondition(p)].filter((x) => x !== "true").join(" and ")} order by ${order} limit ${depth}) t order by ${order}) t
      where (${walk.conditions(p)} or t."$n" = ${depth}) order by ${order} limit ${take}`;
  const ways = reach.all
    ? [`(${one("true")})`]
    : branchesOf(reach).map((branch) => {
        if (!branch.column)
          return `(select t.id, ${keysColumn}, false as is_edge from ${object.table} t where ${sharedColumn(object.name, "t")} = any(array(${sharedIds(reach, object.name, p)})) and ${walk.conditions(p)} and ${walk.cursorCondition(p)} order by ${order} limit ${take})`;
        return `(select b.* from unnest(${p.add(branch.keys)}::uuid[]) s(key) cross join lateral (${one(`t.${branch.column} = s.key`)}) b)`;
      });
  const outerKeys = keys.map((k, i) => (k.expression.includes(" collate ") ? `c.k${i} collate ${k.expression.split(" collate ")[1]}` : `c.k${i}`));
  const names = keys.map((_, i) => `c.k${i}`).join(", ");
  return `select c.id, ${names}, bool_or(c.is_edge) as is_edge from (${ways.join(" union all ")}) c group by c.id, ${names} order by ${orderBy(keys, outerKeys)} limit ${take}`;
}
