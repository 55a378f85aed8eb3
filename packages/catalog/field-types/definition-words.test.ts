import assert from "node:assert/strict";
import { test } from "node:test";
import { describeError, errorTexts, presentProblem } from "@keshu/kernel";
import type { FieldDefinition, FieldTypeId, Option } from "../field.ts";
import { fieldType, fieldTypeIds } from "./registry.ts";
import { fieldOf } from "./testing/read.ts";

const option = (value: string): Option => ({ value, label: { zh: value, en: value } });

/** Definitions that are wrong for some type or other. */
const wrong: Partial<FieldDefinition>[] = [
  {},
  { min: 5, max: 1 },
  { min: Number.NaN },
  { decimals: 11 },
  { decimals: -1 },
  { decimals: 1.5 },
  { maxLength: 0 },
  { maxLength: 1e9 },
  { maxLength: 5000, pattern: "a" },
  { pattern: "(" },
  { prefix: "!" },
  { options: Array.from({ length: 1001 }, (_, i) => option(`o${i}`)) },
  { options: [option("x".repeat(256)), option(""), option("a"), option("Ａ")] },
];

test("what is wrong with a definition is said without holes in both languages", () => {
  const said = new Set<string>();
  for (const id of fieldTypeIds) {
    for (const definition of wrong) {
      for (const problem of fieldType(id).validateDefinition?.(fieldOf(id, definition)) ?? []) {
        said.add(problem.code);
        const known = { field: problem.path, ...problem.params };
        for (const text of [errorTexts[problem.code].zh, errorTexts[problem.code].en])
          for (const [, name = ""] of text.matchAll(/\{(\w+)\}/g))
            assert.ok(name in known, `${id}: ${problem.code} at ${problem.path} says nothing for {${name}}: ${describeError(problem.code, known, "zh-CN")}`);
      }
    }
  }
  for (const code of ["OUT_OF_RANGE", "BELOW_MINIMUM", "TOO_MANY_VALUES", "TOO_LONG", "NAME_TAKEN"]) assert.ok(said.has(code), code);
});

test("bounds are named", () => {
  const say = (type: FieldTypeId, definition: Partial<FieldDefinition>) =>
    fieldType(type)
      .validateDefinition?.(fieldOf(type, definition))
      .map((problem) => presentProblem(problem, "en").message);
  assert.deepEqual(say("money", { min: 5, max: 1 }), ["“max” must not be less than the minimum 5"]);
  assert.deepEqual(say("number", { decimals: 11 }), ["“decimals” must be between 0 and 10"]);
  assert.deepEqual(say("text", { maxLength: 20_000 }), ["“max_length” must be between 1 and 10000"]);
  assert.deepEqual(say("text", { maxLength: 2000, pattern: "a" }), ["“max_length” must be between 1 and 1000"]);
  assert.deepEqual(say("long_text", { maxLength: 0 }), ["“max_length” must be between 1 and 1000000"]);
  assert.deepEqual(say("select", wrong[11] ?? {}), ["“options” takes at most 1000 values"]);
});
