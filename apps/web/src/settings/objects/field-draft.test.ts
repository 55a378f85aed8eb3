import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldInfo } from "../../api/types.ts";
import { definitionOf, draftOf } from "./field-draft.ts";

const stored = {
  name: "level",
  type: "select",
  label: { en: "Level", zh: "级别" },
  required: false,
  unique: false,
  default: "甲",
  sensitivity: "personal",
} as FieldInfo;

test("a default and how sensitive a field is are sent when they change, and only then", () => {
  const draft = draftOf(stored);
  assert.deepEqual(definitionOf(draft, stored), {});
  assert.deepEqual(definitionOf({ ...draft, default: "乙", sensitivity: "secret" }, stored), { default: "乙", sensitivity: "secret" });
  assert.deepEqual(definitionOf({ ...draft, default: null }, stored), { default: null });
  assert.deepEqual(definitionOf({ ...draftOf(undefined), zh: "电压", en: "Voltage", default: "220" }).default, "220");
});
