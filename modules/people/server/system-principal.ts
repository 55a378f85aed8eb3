import type { Action, Context, Database, FieldAccess, Locale, Principal, Reach } from "@keshu/kernel";

const everything: Reach = { all: true, owners: [], departments: [], shared: null };
const noFields: ReadonlyMap<string, FieldAccess> = new Map();

/** The id that stands for the server itself where a user id is asked for. */
export const systemUserId = "00000000-0000-0000-0000-000000000000";

/** May everything: for the server's own work, such as seeds and the demo company. */
export function systemPrincipal(locale: Locale = "zh-CN"): Principal {
  return {
    kind: "system",
    userId: systemUserId,
    departmentId: null,
    isAdministrator: true,
    reports: [],
    locale,
    reach: (_object: string, _action: Action) => everything,
    fieldAccess: () => "write",
    restrictedFields: () => noFields,
    may: () => true,
  };
}

/** A context of the server itself. */
export function systemContext(db: Database, origin = "system"): Context {
  return { db, principal: systemPrincipal(), locale: "zh-CN", origin, requestId: origin };
}

/**
 * The same person, for a write whose rights the endpoint has already checked, such as one's own profile.
 * The change log still names the person.
 */
export function asServer(ctx: Context): Context {
  const { userId, departmentId, locale, timeZone } = ctx.principal;
  return { ...ctx, principal: { ...systemPrincipal(locale), kind: "user", userId, departmentId, ...(timeZone ? { timeZone } : {}) } };
}
