import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { chosenValues, conflictRows } from "./conflict-rows.ts";

const field = (name: string, more: Partial<FieldInfo> = {}): FieldInfo => ({
  name,
  type: "text",
  label: { zh: name, en: name },
  required: false,
  unique: false,
  system: false,
  custom: false,
  ...more,
});
const object = {
  fields: [
    field("name"),
    field("region"),
    field("amount"),
    field("amount_currency", { companion_of: "amount" }),
    field("completeness", { read_only: true }),
    field("version"),
    field("updated_at"),
  ],
} as unknown as ObjectInfo;

test("mine stands where I touched, theirs elsewhere", () => {
  const seen = { completeness: "10", name: "甲", region: "上海", amount: "1.00", amount_currency: "CNY", version: 1 };
  const current = { completeness: "15", name: "甲（新）", region: "杭州", amount: "1.00", amount_currency: "USD", version: 4 };
  const mine = { region: "宁波", amount: "9.00" };
  const rows = conflictRows(object, seen, mine, current);
  assert.deepEqual(
    rows.map((r) => [r.field.name, r.isClash, r.choice]),
    [
      ["name", false, "theirs"],
      ["region", true, "mine"],
      ["amount", true, "mine"],
    ],
  );
  assert.deepEqual(chosenValues(rows, {}, mine, current), { region: "宁波", amount: "9.00" });
  assert.deepEqual(chosenValues(rows, { region: "theirs" }, mine, current), { amount: "9.00" });
  assert.deepEqual(chosenValues(rows, { region: "theirs", amount: "theirs" }, mine, current), {});
});

test("both wrote the same: nothing to choose", () => {
  const rows = conflictRows(object, { region: "上海" }, { region: "宁波" }, { region: "宁波" });
  assert.deepEqual(
    rows.map((r) => r.isClash),
    [false],
  );
});
