import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldType, fieldTypeIds } from "./registry.ts";
import { fieldOf, read } from "./testing/read.ts";

// Patterns that backtrack over a hostile text would stop the whole server.
const hostile = [
  " ".repeat(200_000).concat("x"),
  `1${" ".repeat(200_000)}x`,
  "1".repeat(200_000),
  `a@${"a-".repeat(100_000)}`,
  "\n ".repeat(100_000).concat("x"),
  '"'.repeat(100_000),
  "(".repeat(100_000),
  "1,".repeat(100_000),
  "省".repeat(200_000),
  "- ".repeat(100_000),
  `https://${"a.".repeat(100_000)}`,
];

test("no text takes long to be refused", () => {
  for (const id of fieldTypeIds) {
    for (const text of hostile) {
      const start = performance.now();
      read(id, text);
      read(id, text, "strict");
      const took = performance.now() - start;
      assert.ok(took < 2000, `${id} took ${took.toFixed()} ms for ${JSON.stringify(text.slice(0, 20))}…`);
    }
  }
});

test("nothing that a program sends makes a type throw", () => {
  const inputs = [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    10n,
    Symbol("x"),
    () => 1,
    new Date(Number.NaN),
    new Map(),
    [[[]]],
    { toString: null },
    Object.create(null),
    "\ud800",
    "\u0000",
    "__proto__",
    { __proto__: null, province: "x" },
    ["__proto__"],
    true,
  ];
  for (const id of fieldTypeIds)
    for (const input of inputs)
      assert.equal(typeof fieldType(id).parse(input, fieldOf(id), { now: new Date(), timeZone: "Asia/Shanghai", mode: "cell" }).ok, "boolean", id);
});
