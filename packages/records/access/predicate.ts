import type { Reach } from "@keshu/kernel";
import { currentCatalog } from "../catalog-store/current.ts";
import { columnOf, type Parameters } from "../parameters.ts";

/** One way to reach records that has an index of its own. */
export interface Branch {
  /** Equality on one key, tried for each of `keys`; or membership in the shared records. */
  column: "owner_id" | "department_id" | null;
  keys: readonly string[];
}

export function branchesOf(reach: Reach): Branch[] {
  const branches: Branch[] = [];
  if (reach.owners.length) branches.push({ column: "owner_id", keys: reach.owners });
  if (reach.departments.length) branches.push({ column: "department_id", keys: reach.departments });
  if (reach.shared) branches.push({ column: null, keys: [] });
  return branches;
}

/** A part of something is shared by sharing the whole: the object shares are kept for, and the column that holds its id. */
function shareOf(object: string): { object: string; column: string } {
  const type = currentCatalog().byName.get(object);
  return type?.partOf && type.wholeOf ? { object: type.wholeOf, column: type.partOf } : { object, column: "id" };
}

/** The column that `sharedIds` of an object are compared with. */
export function sharedColumn(object: string, alias: string): string {
  return columnOf(alias, shareOf(object).column);
}

/** Ids of the records shared with the reader, as a subquery; of a part, those of the whole. */
export function sharedIds(reach: Reach, object: string, p: Parameters): string {
  const write = reach.shared?.access === "write" ? " and m.access = 'write'" : "";
  return `select m.record_id from keshu.team_member m where m.user_id = ${p.add(reach.shared?.userId)} and m.object = ${p.add(shareOf(object).object)} and (m.until is null or m.until > now())${write}`;
}

/**
 * Whether a reach covers record `alias`, as SQL. "set": for many records, each arm served by an index
 * (bitmap or); "one": for a record already found by id.
 */
export function accessPredicate(reach: Reach | null, object: string, p: Parameters, form: "set" | "one", alias = "t"): string {
  if (!reach) return "false";
  if (reach.all) return "true";
  const arms: string[] = [];
  if (reach.owners.length) arms.push(equalsAny(`${alias}.owner_id`, reach.owners, p));
  if (reach.departments.length) arms.push(equalsAny(`${alias}.department_id`, reach.departments, p));
  if (reach.shared) {
    arms.push(
      form === "set"
        ? `${sharedColumn(object, alias)} = any(array(${sharedIds(reach, object, p)}))`
        : `exists (${sharedIds(reach, object, p)} and m.record_id = ${sharedColumn(object, alias)})`,
    );
  }
  return arms.length ? `(${arms.join(" or ")})` : "false";
}

function equalsAny(column: string, keys: readonly string[], p: Parameters): string {
  return keys.length === 1 ? `${column} = ${p.add(keys[0])}` : `${column} = any(${p.add(keys)}::uuid[])`;
}

/** The same question for keys in hand. `isShared` is asked only when the others say no. */
export function covers(reach: Reach | null, ownerId: string | null, departmentId: string | null, isShared: () => boolean): boolean {
  if (!reach) return false;
  if (reach.all) return true;
  if (ownerId && reach.owners.includes(ownerId)) return true;
  if (departmentId && reach.departments.includes(departmentId)) return true;
  return reach.shared !== null && isShared();
}
