import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectInfo } from "../../api/types.ts";
import { copyOf, roleObjects, scopeOf, setScope } from "./role-types.ts";

test("a cell sets one scope and leaves the rest", () => {
  assert.deepEqual(setScope([{ object: "lead", read: "all" }], "lead", "update", "self"), [{ object: "lead", read: "all", update: "self" }]);
});

test("a copy grants the same under a name of its own", () => {
  const permissions = [
    { object: "*", read: "self" },
    { object: "lead", read: "all" },
  ];
  const stored = { id: "1", name: "销售", name_en: "Sales", permissions: [...permissions, { object: "gone", read: "all" }], platform: ["audit.read"] };
  const copy = copyOf(stored, "销售 副本", (object) => object === "lead");
  assert.deepEqual([copy.name, copy.name_en, copy.permissions, copy.platform], ["销售 副本", "", permissions, ["audit.read"]]);
});

test("an object's own line begins as a copy of the line for every object and goes away when it says the same", () => {
  const all = { object: "*", read: "self" as const, update: "self" as const };
  const own = setScope([all], "lead", "read", "all");
  assert.deepEqual(own, [all, { object: "lead", read: "all", update: "self" }]);
  assert.equal(scopeOf(own, "lead", "update"), "self");
  assert.equal(scopeOf(own, "task", "read"), "self");
  assert.deepEqual(setScope(own, "lead", "read", "self"), [all]);
});

test("an object may be granted less than every object", () => {
  const all = { object: "*", read: "self" as const };
  assert.deepEqual(setScope([all], "lead", "read", "none"), [all, { object: "lead" }]);
});

test("a line that grants nothing goes away, named departments go with their scope", () => {
  assert.deepEqual(setScope([{ object: "lead", read: "all" }], "lead", "read", "none"), []);
  const named = [{ object: "lead", read: "departments" as const, update: "self" as const, departments: ["x"] }];
  assert.deepEqual(setScope(named, "lead", "read", "all"), [{ object: "lead", read: "all", update: "self" }]);
});

test("the matrix offers no line that would change nothing: what is administered, and parts of another object", () => {
  const objects = [{ name: "user" }, { name: "opportunity" }, { name: "opportunity_line", part_of: "opportunity_id" }] as ObjectInfo[];
  assert.deepEqual(
    roleObjects(objects).map((o) => o.name),
    ["opportunity"],
  );
});
