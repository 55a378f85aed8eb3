import assert from "node:assert/strict";
import { test } from "node:test";
import { type Conditions, isComplete, toConditions, toFilter } from "./conditions.ts";

const cases: Conditions[] = [
  { match: "all", list: [] },
  { match: "all", list: [{ field: "level", operator: "in", value: ["A", "B"] }] },
  {
    match: "all",
    list: [
      { field: "amount", operator: "gte", value: "1000" },
      { field: "amount", operator: "lt", value: "2000" },
    ],
  },
  {
    match: "all",
    list: [
      { field: "name", operator: "contains", value: "科技" },
      { field: "name", operator: "contains", value: "杭州" },
    ],
  },
  {
    match: "any",
    list: [
      { field: "level", operator: "eq", value: "A" },
      { field: "industry", operator: "empty", value: true },
    ],
  },
];

test("conditions become a filter and come back unchanged", () => {
  for (const conditions of cases) assert.deepEqual(toConditions(toFilter(conditions)), conditions);
});

test("short forms are read; what sentences cannot say is left alone", () => {
  assert.deepEqual(toConditions({ industry: "制造业" })?.list, [{ field: "industry", operator: "eq", value: "制造业" }]);
  assert.equal(toConditions({ or: [{ a: { eq: 1 }, b: { eq: 2 } }] }), null);
  assert.equal(toConditions({ not: { a: { eq: 1 } } }), null);
  assert.equal(toConditions({ a: { like: 1 } }), null);
});

test("a condition without its value is not asked", () => {
  assert.equal(isComplete({ field: "a", operator: "between", value: [1, null] }), false);
  assert.equal(isComplete({ field: "a", operator: "in", value: [] }), false);
  assert.equal(isComplete({ field: "a", operator: "empty", value: false }), true);
  assert.equal(isComplete({ field: "a", operator: "eq", value: 0 }), true);
});
