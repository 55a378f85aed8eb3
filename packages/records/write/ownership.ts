import type { ObjectType } from "@keshu/catalog";
import { type Context, isUuid, type Problem, type Reach } from "@keshu/kernel";
import { accessPredicate, covers } from "../access/predicate.ts";
import { currentCatalog } from "../catalog-store/current.ts";
import { newParameters } from "../parameters.ts";
import type { PendingWrite } from "../types.ts";

interface Row {
  values: Record<string, unknown>;
  problems: Problem[];
}

/**
 * Gives new records an owner (the writer) and the owner's department, and refuses owners and departments
 * outside the writer's reach. A client that names another owner gets that owner's department.
 */
export async function assignOwners(ctx: Context, rows: readonly Row[], reach: Reach): Promise<void> {
  const others = new Set<string>();
  for (const { values } of rows) {
    if (values.owner_id === undefined) values.owner_id = ctx.principal.kind === "system" ? null : ctx.principal.userId;
    if (typeof values.owner_id === "string" && values.owner_id !== ctx.principal.userId) others.add(values.owner_id);
  }
  const departments = await departmentsOf(ctx, [...others]);
  for (const row of rows) {
    const { values } = row;
    const home = values.owner_id === ctx.principal.userId ? ctx.principal.departmentId : (departments.get(values.owner_id as string) ?? null);
    if (values.department_id === undefined) values.department_id = home;
    else if (!mayPlace(reach, values.department_id, home)) row.problems.push({ path: "department_id", code: "OUT_OF_REACH" });
    const isWithin = covers(reach, values.owner_id as string | null, values.department_id as string | null, () => false);
    if (!isWithin) row.problems.push({ path: "owner_id", code: "OUT_OF_REACH" });
  }
}

/** A new owner brings their department; both must stay within what the writer may give away. */
export async function moveOwners(ctx: Context, object: ObjectType, rows: readonly PendingWrite[]): Promise<void> {
  const moved = rows.filter((r) => r.values.owner_id !== undefined || r.values.department_id !== undefined);
  if (moved.length === 0) return;
  const owners = moved.map((r) => r.values.owner_id).filter((v): v is string => typeof v === "string");
  const kept = moved.flatMap((r) => (r.values.owner_id === undefined && typeof r.stored?.owner_id === "string" ? [r.stored.owner_id] : []));
  const departments = await departmentsOf(ctx, [...owners, ...kept]);
  const reach = ctx.principal.reach(object.name, "update");
  for (const { values, stored, problems } of moved) {
    const isGiven = values.department_id !== undefined;
    if (typeof values.owner_id === "string" && values.department_id === undefined) {
      const department = departments.get(values.owner_id) ?? null;
      if (department !== stored?.department_id) values.department_id = department;
    }
    const owner = (values.owner_id === undefined ? stored?.owner_id : values.owner_id) as string | null;
    const department = (values.department_id === undefined ? stored?.department_id : values.department_id) as string | null;
    const path = values.owner_id === undefined ? "department_id" : "owner_id";
    // A share lets one change a record, not take it.
    if (!covers(reach, (stored?.owner_id as string) ?? null, (stored?.department_id as string) ?? null, () => false))
      problems.push({ path, code: "OWNED_BY_OTHERS" });
    else if (ctx.principal.may("record.transfer")) continue;
    else if (!covers(reach, owner, department, () => false)) problems.push({ path, code: "OUT_OF_REACH" });
    else if (isGiven && !mayPlace(reach, department, owner ? departments.get(owner) : undefined))
      problems.push({ path: "department_id", code: "OUT_OF_REACH" });
  }
}

/** Parts have the owner and department of their whole; a writer needs the right to change the whole. */
export async function placeParts(ctx: Context, object: ObjectType, rows: readonly PendingWrite[]): Promise<void> {
  const whole = object.wholeOf ? currentCatalog().byName.get(object.wholeOf) : undefined;
  const field = object.partOf;
  if (!whole || !field) return;
  const moved = rows.filter((r) => r.operation === "create" || ["owner_id", "department_id", field].some((name) => name in r.values));
  const idOf = (row: PendingWrite): unknown => row.values[field] ?? row.stored?.[field];
  const ids = [...new Set(moved.map(idOf).filter(isUuid))];
  const wholes = new Map<string, { owner_id: string | null; department_id: string | null; may: boolean }>();
  if (ids.length) {
    const p = newParameters();
    const { rows: found } = await ctx.db.prepared<{ id: string; owner_id: string | null; department_id: string | null; may: boolean }>(
      `select t.id, t.owner_id, t.department_id, ${accessPredicate(ctx.principal.reach(whole.name, "update"), whole.name, p, "one")} as may from ${whole.table} t where t.id = any(${p.add(ids)}::uuid[])`,
      p.values,
    );
    for (const row of found) wholes.set(row.id, row);
  }
  for (const row of moved) {
    const found = wholes.get(idOf(row) as string);
    row.values.owner_id = found?.owner_id ?? null;
    row.values.department_id = found?.department_id ?? null;
    if (found && !found.may && !row.problems.some((x) => x.path === field)) row.problems.push({ path: field, code: "FORBIDDEN" });
  }
}

/** Whether a record may be put into a department: none, the owner's own, or one the writer reaches. */
export function mayPlace(reach: Reach | null, department: unknown, home: string | null | undefined): boolean {
  return department === null || department === home || reach?.all === true || (reach?.departments.includes(department as string) ?? false);
}

/** Departments of people, by user id. */
export async function departmentsOf(ctx: Context, userIds: readonly string[]): Promise<Map<string, string | null>> {
  if (userIds.length === 0) return new Map();
  const { rows } = await ctx.db.prepared<{ id: string; department_id: string | null }>(`select id, department_id from crm."user" where id = any($1::uuid[])`, [
    userIds,
  ]);
  return new Map(rows.map((r) => [r.id, r.department_id]));
}

/** Objects without owners of their own, such as users, take none. */
export function hasOwners(object: ObjectType): boolean {
  return !object.isAdministered;
}
