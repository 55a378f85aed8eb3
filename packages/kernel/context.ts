import type { Database } from "./database.ts";
import type { Label, Locale } from "./locale.ts";

export type Action = "create" | "read" | "update" | "delete" | "export" | "import";
export const actions: readonly Action[] = ["create", "read", "update", "delete", "export", "import"];

export type FieldAccess = "hidden" | "masked" | "read" | "write";

/**
 * Which records of an object a person reaches with an action. `all`, or the union of the owners,
 * the departments and (unless `shared` is null) the records shared with `shared.userId`.
 */
export interface Reach {
  all: boolean;
  owners: readonly string[];
  departments: readonly string[];
  shared: { userId: string; access: "read" | "write" } | null;
}

/** What one role gives of an action on an object; `role` is null for what everyone may do. */
export interface Grant {
  role: { id: string; label: Label } | null;
  /** The data scope as the role names it, such as "department_tree". */
  scope: string;
  reach: Reach;
}

/** Who acts, with rights compiled once: nothing else decides access. */
export interface Principal {
  kind: "user" | "api_key" | "system";
  userId: string;
  departmentId: string | null;
  isAdministrator: boolean;
  /** Everyone who reports to this person, directly or not. */
  reports: readonly string[];
  locale: Locale;
  /** IANA zone of the person; without one, Chinese time. */
  timeZone?: string;
  /** null: the action is not granted at all. */
  reach(object: string, action: Action): Reach | null;
  /** What `reach` is the union of, one by one; absent where rights do not come from roles. */
  grants?(object: string, action: Action): readonly Grant[];
  fieldAccess(object: string, field: string): FieldAccess;
  /** Fields of the object below "write", for a quick path where there are none. */
  restrictedFields(object: string): ReadonlyMap<string, FieldAccess>;
  /** Platform permissions besides records, such as "catalog.update" or "user.manage". */
  may(permission: string): boolean;
}

/** Explicit first argument of everything that reads or writes. */
export interface Context {
  db: Database;
  principal: Principal;
  locale: Locale;
  /** Where a write comes from: "api", "web", "import:<id>", "rule" (what follows by a rule), "system". Stands in the change log. */
  origin: string;
  requestId: string;
  /** Where the request came from; absent for work nobody asked for by a request. */
  ip?: string;
}

/** The zone in which this person's days begin and end. */
export function timeZoneOf(principal: Principal): string {
  return principal.timeZone ?? "Asia/Shanghai";
}

/** The same request, inside a transaction. */
export function within(ctx: Context, tx: Database): Context {
  return { ...ctx, db: tx };
}
