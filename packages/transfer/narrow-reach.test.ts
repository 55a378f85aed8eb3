import assert from "node:assert/strict";
import { test } from "node:test";
import type { Principal, Reach } from "@keshu/kernel";
import { narrowReach } from "./narrow-reach.ts";

const all: Reach = { all: true, owners: [], departments: [], shared: null };
const of = (owners: string[], departments: string[] = []): Reach => ({ all: false, owners, departments, shared: null });

test("writes reach no further than the import does; other objects and actions stay", () => {
  const given = (rights: Record<string, Reach | null>): Principal =>
    ({ userId: "a", reach: (object: string, action: string) => (object === "customer" ? (rights[action] ?? null) : all) }) as unknown as Principal;
  const update = (rights: Record<string, Reach | null>): Reach | null =>
    narrowReach(given(rights), "customer", "import", ["create", "update"]).reach("customer", "update");
  assert.deepEqual(update({ update: all, import: of(["a"]) }), of(["a"]));
  assert.deepEqual(update({ update: of(["a"]), import: all }), of(["a"]));
  assert.deepEqual(update({ update: of(["a", "b"], ["d"]), import: of(["a"], ["d", "e"]) }), of(["a"], ["d"]));
  assert.equal(update({ update: all, import: null }), null);
  assert.equal(update({ update: null, import: all }), null);
  const narrowed = narrowReach(given({ read: all, import: of(["a"]) }), "customer", "import", ["create", "update"]);
  assert.deepEqual(narrowed.reach("customer", "read"), all);
  assert.deepEqual(narrowed.reach("contact", "update"), all);
  assert.equal(narrowed.userId, "a");
});
