import type { Action, FieldAccess } from "@keshu/kernel";

/** Data scopes 数据范围, from nothing to everything. Every scope but `none` includes one's own records. */
export const scopes = ["none", "self", "self_and_reports", "department", "department_tree", "departments", "all"] as const;
export type Scope = (typeof scopes)[number];

/** One line of a role: the scope of each action on one object. An action that is not named is `none`. */
export type ObjectPermission = { object: string; departments?: string[] } & Partial<Record<Action, Scope>>;

/** Access to one field; fields that are not named are `write`. */
export interface FieldPermission {
  object: string;
  field: string;
  access: FieldAccess;
}

/** What of a role decides rights. `object: "*"` stands for every object that is not administered. */
export interface RoleDefinition {
  is_administrator: boolean;
  permissions: ObjectPermission[];
  fields: FieldPermission[];
  platform: string[];
}

export const fieldAccesses: readonly FieldAccess[] = ["hidden", "masked", "read", "write"];
