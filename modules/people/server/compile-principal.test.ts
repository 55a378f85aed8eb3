import assert from "node:assert/strict";
import { test } from "node:test";
import { type Action, actions, type Reach } from "@keshu/kernel";
import fc from "fast-check";
import { fieldAccesses, type RoleDefinition, type Scope, scopes } from "../shared/role-definition.ts";
import { compilePrincipal, type IdentityInput } from "./compile-principal.ts";
import type { HeldRole, ObjectFacts } from "./grants.ts";

const facts: Record<string, ObjectFacts> = {
  customer: {},
  lead: {},
  user: { isAdministered: true, baseline: { read: "all" } },
  role: { isAdministered: true },
  product: { baseline: { read: "all" } },
};
const factsOf = (name: string): ObjectFacts | undefined => facts[name];
const base: IdentityInput = { userId: "me", departmentId: "d1", locale: "zh-CN", roles: [], departmentTree: ["d1", "d11", "d12"], reports: ["r1", "r2"] };
const named = { id: "one", label: { zh: "一", en: "One" } };
const role = (permissions: RoleDefinition["permissions"], rest: Partial<HeldRole> = {}): HeldRole => ({
  ...named,
  is_administrator: false,
  permissions,
  fields: [],
  platform: [],
  ...rest,
});
const compile = (roles: HeldRole[], rest: Partial<IdentityInput> = {}) => compilePrincipal({ ...base, roles, ...rest }, factsOf);

test("each scope reaches what it says, and always one's own records", () => {
  const reachOf = (scope: Scope): Reach | null => compile([role([{ object: "customer", read: scope, departments: ["d9"] }])]).reach("customer", "read");
  assert.equal(reachOf("none"), null);
  const shared = { userId: "me", access: "read" };
  assert.deepEqual(reachOf("self"), { all: false, owners: ["me"], departments: [], shared });
  assert.deepEqual(reachOf("self_and_reports"), { all: false, owners: ["me", "r1", "r2"], departments: [], shared });
  assert.deepEqual(reachOf("department"), { all: false, owners: ["me"], departments: ["d1"], shared });
  assert.deepEqual(reachOf("department_tree"), { all: false, owners: ["me"], departments: ["d1", "d11", "d12"], shared });
  assert.deepEqual(reachOf("departments"), { all: false, owners: ["me"], departments: ["d9"], shared });
  assert.deepEqual(reachOf("all"), { all: true, owners: [], departments: [], shared: null });
});

test("update adds records shared to write, delete none", () => {
  const principal = compile([role([{ object: "customer", update: "self", delete: "self" }])]);
  assert.deepEqual(principal.reach("customer", "update")?.shared, { userId: "me", access: "write" });
  assert.equal(principal.reach("customer", "delete")?.shared, null);
  assert.equal(principal.reach("customer", "read"), null, "sharing gives no right that the roles do not give at some level");
});

test("a wildcard stands for objects a role does not name, and never for administered ones", () => {
  const principal = compile([
    role([
      { object: "*", read: "all", update: "all" },
      { object: "lead", read: "self" },
    ]),
  ]);
  assert.equal(principal.reach("customer", "read")?.all, true);
  assert.deepEqual(principal.reach("lead", "read")?.owners, ["me"]);
  assert.equal(principal.reach("lead", "update"), null);
  assert.equal(principal.reach("role", "read"), null);
  assert.equal(principal.reach("user", "update"), null);
  assert.equal(principal.reach("nothing", "read"), null, "an object nobody knows");
});

test("a baseline reads for everyone; people are written with user.manage, roles by administrators", () => {
  assert.equal(compile([]).reach("user", "read")?.all, true);
  assert.equal(compile([]).reach("customer", "read"), null);
  const manager = compile([role([], { platform: ["user.manage"] })]);
  assert.equal(manager.reach("user", "update")?.all, true);
  assert.equal(manager.reach("role", "read")?.all, true);
  assert.equal(manager.reach("role", "update"), null);
  assert.equal(compile([role([], { is_administrator: true })]).reach("role", "update")?.all, true);
});

test("without a department the department scopes reach one's own records", () => {
  const principal = compile([role([{ object: "customer", read: "department_tree" }])], { departmentId: null, departmentTree: [] });
  assert.deepEqual(principal.reach("customer", "read"), { all: false, owners: ["me"], departments: [], shared: { userId: "me", access: "read" } });
});

test("field access is the most permissive over the roles that read the object", () => {
  const hides = role([{ object: "customer", read: "self" }], { fields: [{ object: "customer", field: "mobile", access: "hidden" }] });
  const masks = role([{ object: "customer", read: "self" }], { fields: [{ object: "customer", field: "mobile", access: "masked" }] });
  const other = role([{ object: "lead", read: "all" }]);
  assert.equal(compile([hides]).fieldAccess("customer", "mobile"), "hidden");
  assert.equal(compile([hides, masks]).fieldAccess("customer", "mobile"), "masked");
  assert.equal(compile([hides, other]).fieldAccess("customer", "mobile"), "hidden", "a role without the object says nothing about it");
  assert.equal(compile([hides, role([{ object: "*", read: "self" }])]).fieldAccess("customer", "mobile"), "write");
  assert.equal(compile([hides, role([{ object: "customer", create: "self" }])]).fieldAccess("customer", "mobile"), "hidden");
  const hidesColleagues = role([], { fields: [{ object: "user", field: "mobile", access: "hidden" }] });
  assert.equal(compile([hidesColleagues]).fieldAccess("user", "mobile"), "hidden", "what everyone reads by baseline can be limited too");
  assert.deepEqual([...compile([hides]).restrictedFields("customer")], [["mobile", "hidden"]]);
  assert.equal(compile([hides, role([], { is_administrator: true })]).restrictedFields("customer").size, 0);
});

test("a key never exceeds its scopes nor its user", () => {
  const admin = role([], { is_administrator: true });
  const key = compile([admin], { keyScopes: ["customer.read", "audit.read"], apiKeyId: "k" });
  assert.equal(key.kind, "api_key");
  assert.equal(key.isAdministrator, false);
  assert.equal(key.reach("customer", "read")?.all, true);
  assert.equal(key.reach("customer", "update"), null);
  assert.equal(key.reach("user", "read"), null);
  assert.ok(key.may("audit.read") && !key.may("user.manage"));
  assert.equal(compile([admin], { keyScopes: ["*"] }).isAdministrator, true);
  const seller = compile([role([{ object: "customer", read: "self" }])], { keyScopes: ["*.read", "audit.read"] });
  assert.equal(seller.reach("customer", "read")?.all, false);
  assert.equal(seller.reach("lead", "read"), null);
  assert.equal(seller.may("audit.read"), false);
  assert.equal(compile([admin], { keyScopes: ["customer.*"] }).reach("customer", "delete")?.all, true);
});

test("nothing is possible until a one-time password is changed", () => {
  const principal = compile([role([], { is_administrator: true, platform: ["audit.read"] })], { mustChangePassword: true });
  assert.equal(principal.isAdministrator, false);
  assert.equal(principal.reach("user", "read"), null);
  assert.equal(principal.may("audit.read"), false);
});

const object = fc.constantFrom("customer", "lead", "user", "role", "product", "*");
const permission = fc.record(
  { object, ...Object.fromEntries(actions.map((a) => [a, fc.constantFrom(...scopes)])), departments: fc.subarray(["d1", "d7", "d8"]) } as Record<
    string,
    fc.Arbitrary<unknown>
  >,
  { requiredKeys: ["object", "departments"] },
) as unknown as fc.Arbitrary<RoleDefinition["permissions"][number]>;
const anyRole: fc.Arbitrary<HeldRole> = fc.record({
  id: fc.constantFrom("one", "two", "three"),
  label: fc.constant(named.label),
  is_administrator: fc.nat(9).map((n) => n === 0),
  permissions: fc.uniqueArray(permission, { selector: (p) => p.object, maxLength: 4 }),
  fields: fc.array(
    fc.record({ object: fc.constantFrom("customer", "user"), field: fc.constantFrom("mobile", "email"), access: fc.constantFrom(...fieldAccesses) }),
    { maxLength: 3 },
  ),
  platform: fc.subarray(["user.manage", "audit.read"]),
});

function contains(wide: Reach | null, narrow: Reach | null): boolean {
  if (!narrow || wide?.all) return true;
  if (!wide || narrow.all) return false;
  return (
    narrow.owners.every((o) => wide.owners.includes(o)) &&
    narrow.departments.every((d) => wide.departments.includes(d)) &&
    (!narrow.shared || wide.shared?.access === narrow.shared.access)
  );
}

function everyPair(check: (name: string, action: Action) => boolean): boolean {
  return Object.keys(facts).every((name) => actions.every((action) => check(name, action)));
}

test("property: another role never takes reach away", () => {
  fc.assert(
    fc.property(fc.array(anyRole, { maxLength: 3 }), anyRole, (roles, further) => {
      const before = compile(roles);
      const after = compile([...roles, further]);
      return (
        everyPair((name, action) => contains(after.reach(name, action), before.reach(name, action))) &&
        ["user.manage", "audit.read"].every((p) => after.may(p) || !before.may(p))
      );
    }),
    { numRuns: 300 },
  );
});

test("property: a key reaches no more than its user", () => {
  const keyScope = fc.constantFrom("*", "*.read", "customer.*", "customer.read", "lead.update", "user.read", "audit.read");
  fc.assert(
    fc.property(fc.array(anyRole, { maxLength: 3 }), fc.array(keyScope, { minLength: 1, maxLength: 3 }), (roles, keyScopes) => {
      const user = compile(roles);
      const key = compile(roles, { keyScopes });
      return (
        everyPair((name, action) => contains(user.reach(name, action), key.reach(name, action))) &&
        ["user.manage", "audit.read"].every((p) => user.may(p) || !key.may(p))
      );
    }),
    { numRuns: 300 },
  );
});

test("each role is named with the scope it gives, and what everyone may do with none", () => {
  const wide = role([{ object: "customer", read: "department_tree" }], { id: "wide" });
  const narrow = role([{ object: "customer", read: "self" }], { id: "narrow" });
  const grants = (roles: HeldRole[], name: string) =>
    (compile(roles).grants?.(name, "read") ?? []).map((g) => [g.role?.id ?? null, g.scope, g.reach.departments]);
  assert.deepEqual(grants([wide, narrow], "customer"), [
    ["wide", "department_tree", ["d1", "d11", "d12"]],
    ["narrow", "self", []],
  ]);
  assert.deepEqual(grants([wide], "product"), [[null, "all", []]]);
  assert.deepEqual(grants([role([], { id: "people", platform: ["user.manage"] })], "role"), [["people", "all", []]]);
  assert.deepEqual(grants([narrow, role([], { id: "admin", is_administrator: true })], "customer"), [["admin", "all", []]]);
});

test("property: what the roles give one by one is together what the person reaches", () => {
  fc.assert(
    fc.property(fc.array(anyRole, { maxLength: 3 }), (roles) => {
      const principal = compile(roles);
      return everyPair((name, action) => {
        const reach = principal.reach(name, action);
        const given = (principal.grants?.(name, action) ?? []).map((grant) => grant.reach);
        if (!reach || reach.all) return given.some((one) => one.all) === (reach?.all ?? false) && (reach !== null || given.length === 0);
        const all = (of: "owners" | "departments") => [...new Set(given.flatMap((one) => one[of]))].sort().join();
        return all("owners") === [...reach.owners].sort().join() && all("departments") === [...reach.departments].sort().join();
      });
    }),
    { numRuns: 300 },
  );
});

test("property: the order of roles does not matter", () => {
  fc.assert(
    fc.property(fc.array(anyRole, { maxLength: 3 }), (roles) => {
      const one = compile(roles);
      const other = compile([...roles].reverse());
      return (
        everyPair(
          (name, action) => contains(one.reach(name, action), other.reach(name, action)) && contains(other.reach(name, action), one.reach(name, action)),
        ) && one.fieldAccess("customer", "mobile") === other.fieldAccess("customer", "mobile")
      );
    }),
    { numRuns: 200 },
  );
});
