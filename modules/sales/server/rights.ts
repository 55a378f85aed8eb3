import type { Context, FieldAccess, Principal, Reach } from "@keshu/kernel";

const everything: Reach = { all: true, owners: [], departments: [], shared: null };

/** For what follows from a person's act by the product's own rules: all records; the person stays the actor, the origin is "rule". */
export function asSystem(ctx: Context): Context {
  const { principal } = ctx;
  return {
    ...ctx,
    origin: "rule",
    principal: { ...identity(principal), isAdministrator: true, reach: () => everything, ...allFields, may: () => true },
  };
}

/** The person's records, but all fields: for values that come from other records and not from the person. */
export function withAllFields(ctx: Context): Context {
  const { principal } = ctx;
  return {
    ...ctx,
    principal: {
      ...identity(principal),
      reach: (object, action) => principal.reach(object, action),
      ...allFields,
      may: (permission) => principal.may(permission),
    },
  };
}

/** Whether the person sees the field as it is. */
export function isOpen(ctx: Context, object: string, field: string): boolean {
  return ["write", "read"].includes(ctx.principal.fieldAccess(object, field));
}

const none: ReadonlyMap<string, FieldAccess> = new Map();
const allFields = { fieldAccess: (): FieldAccess => "write", restrictedFields: () => none } satisfies Partial<Principal>;

function identity(p: Principal): Pick<Principal, "kind" | "userId" | "departmentId" | "isAdministrator" | "reports" | "locale"> {
  return { kind: p.kind, userId: p.userId, departmentId: p.departmentId, isAdministrator: p.isAdministrator, reports: p.reports, locale: p.locale };
}
