import assert from "node:assert/strict";
import { test } from "node:test";
import { completeParts, type Group, isComplete, toFilter, toTree, withCondition } from "./filter-tree.ts";

const level = { field: "level", operator: "in", value: ["A", "B"] } as const;
const amount = { field: "amount", operator: "gte", value: "1000" } as const;
const trees: Group[] = [
  { match: "all", items: [] },
  { match: "all", items: [{ ...level, value: ["A", "B"] }] },
  { match: "all", items: [amount, { field: "amount", operator: "lt", value: "2000" }] },
  {
    match: "all",
    items: [
      { field: "name", operator: "contains", value: "科技" },
      { field: "name", operator: "contains", value: "杭州" },
    ],
  },
  { match: "any", items: [amount, { field: "industry", operator: "empty", value: true }] },
  {
    match: "all",
    items: [
      amount,
      {
        match: "any",
        items: [
          { field: "a", operator: "eq", value: 1 },
          { match: "all", items: [amount, { field: "b", operator: "eq", value: 2 }] },
        ],
      },
    ],
  },
  { match: "any", items: [amount, { match: "any", isNot: true, items: [amount, { field: "b", operator: "eq", value: 2 }] }] },
  { match: "all", items: [{ field: "due_at", operator: "lt", value: { relative: "today" } }] },
  { match: "all", items: [{ field: "due_at", operator: "between", value: [{ relative: "days", offset: -7 }, { relative: "today" }] }] },
  {
    match: "all",
    items: [
      { match: "any", items: [amount, { field: "b", operator: "eq", value: 2 }] },
      { match: "any", items: [amount, { field: "c", operator: "eq", value: 3 }] },
    ],
  },
];

test("trees become a filter and come back unchanged", () => {
  for (const tree of trees) assert.deepEqual(toTree(toFilter(tree)), tree, JSON.stringify(toFilter(tree)));
});

test("short forms are read; what sentences cannot say is left alone", () => {
  assert.deepEqual(toTree({ industry: "制造业" })?.items, [{ field: "industry", operator: "eq", value: "制造业" }]);
  assert.deepEqual(toTree({ level: ["A"] })?.items, [{ field: "level", operator: "in", value: ["A"] }]);
  assert.deepEqual(toTree({ due: { relative: "today" } })?.items, [{ field: "due", operator: "eq", value: { relative: "today" } }]);
  assert.deepEqual(toTree({ not: { a: 1 } }), { match: "all", isNot: true, items: [{ field: "a", operator: "eq", value: 1 }] });
  for (const odd of [{ a: { like: 1 } }, { or: [] }, { or: [1] }, { and: {} }, { not: [] }, { or: [{ a: { like: 1 } }] }])
    assert.equal(toTree(odd as never), null);
});

test("conditions without their value, and groups of none, are not asked", () => {
  assert.equal(isComplete({ field: "a", operator: "between", value: [1, null] }), false);
  assert.equal(isComplete({ field: "a", operator: "in", value: [] }), false);
  assert.equal(isComplete({ field: "a", operator: "empty", value: false }), true);
  assert.equal(isComplete({ field: "a", operator: "eq", value: 0 }), true);
  assert.equal(
    toFilter({
      match: "all",
      items: [
        { match: "any", items: [] },
        { field: "a", operator: "eq", value: "" },
      ],
    }),
    undefined,
  );
});

test("a quick condition narrows what is there, and replaces its like", () => {
  assert.deepEqual(withCondition(undefined, { field: "a", operator: "eq", value: 1 }), { a: { eq: 1 } });
  assert.deepEqual(withCondition({ a: { eq: 1 }, b: 2 }, { field: "a", operator: "eq", value: 3 }), { b: { eq: 2 }, a: { eq: 3 } });
  assert.deepEqual(withCondition({ or: [{ a: 1 }, { b: 2 }] }, { field: "a", operator: "eq", value: 3 }), {
    or: [{ a: { eq: 1 } }, { b: { eq: 2 } }],
    a: { eq: 3 },
  });
  assert.deepEqual(withCondition({ a: { odd: 1 } }, { field: "a", operator: "eq", value: 3 }), { and: [{ a: { odd: 1 } }, { a: { eq: 3 } }] });
});

test("conditions still being written are not told, also not those inside groups", () => {
  const unfinished = { field: "b", operator: "contains" as const, value: undefined };
  const inner: Group = { match: "any", items: [unfinished] };
  const a = { field: "a", operator: "eq" as const, value: 1 };
  assert.deepEqual(completeParts({ match: "all", items: [a, inner, unfinished] }), { match: "all", items: [a] });
  assert.deepEqual(completeParts({ match: "all", items: [inner] }).items, []);
});
