import { type Action, actions, type FieldAccess, type Locale, type Principal, type Reach } from "@keshu/kernel";
import type { RoleDefinition, Scope } from "../shared/role-definition.ts";
import { type Given, givenFor, grantsOf, type HeldRole, type ObjectFacts, permissionFor } from "./grants.ts";

/** What rights are made of: one person, their roles, and the trees around them. */
export interface IdentityInput {
  userId: string;
  departmentId: string | null;
  locale: Locale;
  timeZone?: string;
  roles: readonly HeldRole[];
  /** The person's department and all below it. */
  departmentTree: readonly string[];
  /** Everyone who reports to the person, directly or not. */
  reports: readonly string[];
  /** Of an API key: what it is limited to. null: no limit. */
  keyScopes?: readonly string[] | null;
  /** True until a one-time password is changed: no rights at all. */
  mustChangePassword?: boolean;
  /** How the person came in, for their list of sessions and keys. */
  sessionId?: string;
  apiKeyId?: string;
}

/** A principal with what this module alone looks at. */
export interface IdentifiedPrincipal extends Principal {
  readonly mustChangePassword: boolean;
  readonly sessionId: string | undefined;
  readonly apiKeyId: string | undefined;
  /** Scopes the roles give, for comparing rights; empty for none. */
  scopesOf(object: string, action: Action): ReadonlySet<Scope>;
}

const everything: Reach = { all: true, owners: [], departments: [], shared: null };
const accessRank: Record<FieldAccess, number> = { hidden: 0, masked: 1, read: 2, write: 3 };

/**
 * Rights of a person, compiled once: for each object and action the union of what the roles and the object's
 * baseline give. docs/access.md says it in words.
 */
export function compilePrincipal(input: IdentityInput, factsOf: (object: string) => ObjectFacts | undefined): IdentifiedPrincipal {
  const blocked = input.mustChangePassword ?? false;
  const hasAdministratorRole = !blocked && input.roles.some((role) => role.is_administrator);
  const keyScopes = input.keyScopes ?? null;
  const isFullKey = keyScopes === null || keyScopes.includes("*");
  const platform = new Set(input.roles.flatMap((role) => role.platform));
  const reaches = new Map<string, Reach | null>();
  const restricted = new Map<string, ReadonlyMap<string, FieldAccess>>();

  function may(permission: string): boolean {
    if (blocked) return false;
    if (keyScopes !== null && !isFullKey && !keyScopes.includes(permission)) return false;
    return hasAdministratorRole || platform.has(permission);
  }

  function givenTo(object: string, action: Action): Given[] {
    const facts = factsOf(object);
    if (facts?.wholeOf) return givenTo(facts.wholeOf, onWhole(action));
    if (blocked || !facts || !isWithinKey(keyScopes, object, action)) return [];
    return givenFor(input.roles, object, action, facts);
  }

  /** The records these reach together. */
  function reachOf(given: readonly Given[], action: Action): Reach | null {
    if (given.length === 0) return null;
    const scopes = new Set(given.map(({ scope }) => scope));
    if (scopes.has("all")) return everything;
    const owners = new Set([input.userId]);
    if (scopes.has("self_and_reports")) for (const id of input.reports) owners.add(id);
    const departments = new Set<string>();
    if (input.departmentId && (scopes.has("department") || scopes.has("department_tree"))) departments.add(input.departmentId);
    if (scopes.has("department_tree")) for (const id of input.departmentTree) departments.add(id);
    for (const one of given) if (one.scope === "departments") for (const id of one.departments) departments.add(id);
    // Sharing adds to a right one has at some level; it never gives the right itself.
    const shared =
      action === "read"
        ? ({ userId: input.userId, access: "read" } as const)
        : action === "update"
          ? ({ userId: input.userId, access: "write" } as const)
          : null;
    return { all: false, owners: [...owners], departments: [...departments], shared };
  }

  function actionOn(object: string, action: Action): Action {
    return factsOf(object)?.wholeOf ? onWhole(action) : action;
  }

  function reach(object: string, action: Action): Reach | null {
    const key = `${object}.${action}`;
    const known = reaches.get(key);
    if (known !== undefined) return known;
    const compiled = reachOf(givenTo(object, action), actionOn(object, action));
    if (factsOf(object)) reaches.set(key, compiled); // an object made a moment later must not stay unknown
    return compiled;
  }

  /**
   * The most permissive over the roles that read the object (a baseline reads for every role). Roles that only do
   * something else with it count when none reads it, so that a form that only creates can set its fields.
   */
  function compileRestricted(object: string): ReadonlyMap<string, FieldAccess> {
    if (hasAdministratorRole || input.roles.length === 0) return new Map();
    const whole = factsOf(object)?.wholeOf ?? object;
    const facts = factsOf(whole);
    const grants = (role: RoleDefinition, action: Action): boolean =>
      facts?.baseline?.[action] !== undefined || (permissionFor(role, whole, facts ?? {})?.[action] ?? "none") !== "none";
    const readers = input.roles.filter((role) => grants(role, "read"));
    const relevant = readers.length ? readers : input.roles.filter((role) => actions.some((action) => grants(role, action)));
    const result = new Map<string, FieldAccess>();
    for (const name of new Set(input.roles.flatMap((role) => role.fields.filter((f) => f.object === object).map((f) => f.field)))) {
      let best: FieldAccess = "hidden";
      for (const role of relevant) {
        const access = role.fields.find((f) => f.object === object && f.field === name)?.access ?? "write";
        if (accessRank[access] > accessRank[best]) best = access;
      }
      if (best !== "write") result.set(name, best);
    }
    return result;
  }

  function restrictedFields(object: string): ReadonlyMap<string, FieldAccess> {
    let compiled = restricted.get(object);
    if (!compiled) {
      compiled = compileRestricted(object);
      if (factsOf(object)) restricted.set(object, compiled);
    }
    return compiled;
  }

  return {
    kind: keyScopes === null ? "user" : "api_key",
    userId: input.userId,
    departmentId: input.departmentId,
    isAdministrator: hasAdministratorRole && isFullKey,
    reports: input.reports,
    locale: input.locale,
    ...(input.timeZone ? { timeZone: input.timeZone } : {}),
    reach,
    fieldAccess: (object, field) => restrictedFields(object).get(field) ?? "write",
    restrictedFields,
    may,
    mustChangePassword: blocked,
    sessionId: input.sessionId,
    apiKeyId: input.apiKeyId,
    scopesOf: (object, action) => new Set(givenTo(object, action).map(({ scope }) => scope)),
    grants: (object, action) => grantsOf(givenTo(object, action), (given) => reachOf(given, actionOn(object, action))),
  };
}

/** Who may change a record may add, change and remove its parts. */
function onWhole(action: Action): Action {
  return action === "create" || action === "delete" ? "update" : action;
}

/** Key scopes are `customer.read`, `*.read`, `customer.*` or `*`. */
function isWithinKey(keyScopes: readonly string[] | null, object: string, action: Action): boolean {
  if (keyScopes === null) return true;
  return keyScopes.includes("*") || keyScopes.includes(`${object}.${action}`) || keyScopes.includes(`*.${action}`) || keyScopes.includes(`${object}.*`);
}

/** True when the value came from this module's sign-in, not from the server itself. */
export function isIdentified(principal: Principal): principal is IdentifiedPrincipal {
  return "scopesOf" in principal;
}
