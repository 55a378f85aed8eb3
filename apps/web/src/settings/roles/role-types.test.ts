import assert from "node:assert/strict";
import { test } from "node:test";
import { setScope } from "./role-types.ts";

test("a cell sets one scope and leaves the rest", () => {
  const lines = setScope([{ object: "lead", read: "all" }], "lead", "update", "self");
  assert.deepEqual(lines, [{ object: "lead", read: "all", update: "self" }]);
});

test("a line that grants nothing goes away, named departments go with their scope", () => {
  assert.deepEqual(setScope([{ object: "lead", read: "all" }], "lead", "read", "default"), []);
  const named = [{ object: "lead", read: "departments" as const, update: "self" as const, departments: ["x"] }];
  assert.deepEqual(setScope(named, "lead", "read", "all"), [{ object: "lead", update: "self", read: "all" }]);
});
