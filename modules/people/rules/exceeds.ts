import type { Catalog } from "@keshu/catalog";
import { type Action, actions, type FieldAccess, type Principal } from "@keshu/kernel";
import { isIdentified } from "../server/compile-principal.ts";
import { permissionFor } from "../server/grants.ts";
import type { RoleDefinition, Scope } from "../shared/role-definition.ts";

const accessRank: Record<FieldAccess, number> = { hidden: 0, masked: 1, read: 2, write: 3 };
// What a scope is contained in, besides itself and `all`. Every scope but `none` includes one's own records.
const wider: Partial<Record<Scope, readonly Scope[]>> = {
  self: ["self_and_reports", "department", "department_tree", "departments"],
  department: ["department_tree"],
};

/** Whether a role gives anything that the person who would hand it out does not have. */
export function exceeds(giver: Principal, role: RoleDefinition, catalog: Catalog): boolean {
  if (giver.isAdministrator || giver.kind === "system") return false;
  if (role.is_administrator || role.platform.some((permission) => !giver.may(permission))) return true;
  return catalog.objects.some(
    (object) =>
      actions.some((action) => {
        const line = permissionFor(role, object.name, object);
        return !coversScope(giver, object.name, action, line?.[action] ?? "none", line?.departments ?? []);
      }) || exceedsFields(giver, role, object.name),
  );
}

function coversScope(giver: Principal, object: string, action: Action, scope: Scope, departments: readonly string[]): boolean {
  if (scope === "none") return true;
  const reach = giver.reach(object, action);
  if (!reach) return false;
  if (reach.all) return true;
  if (scope === "departments") return departments.every((id) => reach.departments.includes(id));
  const own = isIdentified(giver) ? giver.scopesOf(object, action) : new Set<Scope>();
  return own.has(scope) || (wider[scope] ?? []).some((s) => own.has(s));
}

function exceedsFields(giver: Principal, role: RoleDefinition, object: string): boolean {
  for (const [name, own] of giver.restrictedFields(object)) {
    const given = role.fields.find((f) => f.object === object && f.field === name)?.access ?? "write";
    if (accessRank[given] > accessRank[own]) return true;
  }
  return false;
}
