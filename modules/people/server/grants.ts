import type { Action, Grant, Label, Reach } from "@keshu/kernel";
import type { ObjectPermission, RoleDefinition, Scope } from "../shared/role-definition.ts";

/** What the compiler asks of the catalog. */
export interface ObjectFacts {
  isAdministered?: boolean;
  /** The object this is a part of, which it has its rights from. */
  wholeOf?: string;
  baseline?: Partial<Record<Action, "self" | "all">>;
}

/** A role as a person holds it. */
export interface HeldRole extends RoleDefinition {
  id: string;
  label: Label;
}

/** What one role, or what everyone has by the object itself (`role: null`), gives of one action; a scope but `none`. */
export interface Given {
  role: HeldRole | null;
  scope: Scope;
  /** Of the scope `departments`. */
  departments: readonly string[];
}

/** Each source of an action on one object. Who has all of it by a role is asked no further. */
export function givenFor(roles: readonly HeldRole[], object: string, action: Action, facts: ObjectFacts): Given[] {
  const all = (role: HeldRole): Given => ({ role, scope: "all", departments: [] });
  const administrators = roles.filter((role) => role.is_administrator);
  if (administrators.length) return administrators.map(all);
  const baseline = facts.baseline?.[action];
  const given: Given[] = baseline ? [{ role: null, scope: baseline, departments: [] }] : [];
  if (facts.isAdministered) {
    const isManaged = object === "user" || object === "department" || (object === "role" && action === "read");
    if (isManaged) given.push(...roles.filter((role) => role.platform.includes("user.manage")).map(all));
    if (action !== "read" && action !== "export") return given;
  }
  for (const role of roles) {
    const permission = permissionFor(role, object, facts);
    const scope = permission?.[action] ?? "none";
    if (scope !== "none") given.push({ role, scope, departments: permission?.departments ?? [] });
  }
  return given;
}

/** The same with the records each one reaches. */
export function grantsOf(given: readonly Given[], reachOf: (given: readonly Given[]) => Reach | null): Grant[] {
  return given.flatMap((one) => {
    const reach = reachOf([one]);
    return reach ? [{ role: one.role && { id: one.role.id, label: one.role.label }, scope: one.scope, reach }] : [];
  });
}

/** A role's line for the object, else its wildcard line, which leaves administered objects out. */
export function permissionFor(role: RoleDefinition, object: string, facts: ObjectFacts): ObjectPermission | undefined {
  return role.permissions.find((p) => p.object === object) ?? (facts.isAdministered ? undefined : role.permissions.find((p) => p.object === "*"));
}
