import type { ObjectType } from "@keshu/catalog";
import type { Reach } from "@keshu/kernel";
import { accessPredicate } from "../access/predicate.ts";
import type { Parameters } from "../parameters.ts";
import { gramKeys } from "../schema/gram-keys.ts";

/** How the index of grams narrows a condition on a text that has these grams; "true" where it is of no use. */
export type Narrow = (grams: readonly number[], p: Parameters) => string;

/** Every condition of a query on alias `t`, besides the reach. */
export type Conditions = (p: Parameters, narrow: Narrow) => string;

/** With more owners and departments than this, the records of them all are no longer few among those that hold a gram. */
const mostKeys = 64;
const fewKeys = 6;

export const byGrams: Narrow = (grams, p) => (grams.length ? `${gramKeys("t")} @> ${p.add(`{${grams.join(",")}}`)}::int4[]` : "true");

/** For records that are looked at one by one anyway: the text itself tells all. */
export const byNothing: Narrow = () => "true";

/**
 * By grams, and by the owners and departments of a reach; those shared with the reader are not among them. One lookup for
 * each key reads least, as each skips what the rarest element lacks; of many keys each would read the grams again.
 */
function byReach(keys: readonly string[]): Narrow {
  return (grams, p) => {
    if (grams.length === 0) return "true";
    const hashes = keys.map((key) => `uuid_hash(${p.add(key)}::uuid)`);
    if (keys.length > fewKeys) return `(${byGrams(grams, p)} and ${gramKeys("t")} && array[${hashes.join(", ")}])`;
    const list = p.add(`{${grams.join(",")}}`);
    return `(${hashes.map((hash) => `${gramKeys("t")} @> (${list}::int4[] || ${hash})`).join(" or ")})`;
  };
}

/**
 * The records of a reach that fulfil the conditions, as SQL. In a search for text, what owners and departments reach comes
 * from the index of grams, which knows both, and what is shared is looked at record by record: so it costs what the
 * reader may see of a word, not how common the word is.
 */
export function reachableWhere(object: ObjectType, reach: Reach, conditions: Conditions, p: Parameters, isSearch: boolean): string {
  const keys = [...reach.owners, ...reach.departments];
  if (!isSearch || reach.all || keys.length > mostKeys)
    return [conditions(p, byGrams), accessPredicate(reach, object.name, p, "set")].filter((x) => x !== "true").join(" and ") || "true";
  const arms: string[] = [];
  if (keys.length) arms.push(`(${conditions(p, byReach(keys))} and ${accessPredicate({ ...reach, shared: null }, object.name, p, "set")})`);
  if (reach.shared) arms.push(`(${conditions(p, byNothing)} and ${accessPredicate({ ...reach, owners: [], departments: [] }, object.name, p, "set")})`);
  return arms.length ? `(${arms.join(" or ")})` : "false";
}
