import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { changedAlong } from "./values-before.ts";

const field = (name: string, more: Partial<FieldInfo> = {}) => ({ name, type: "text", ...more }) as FieldInfo;
const object = {
  fields: [field("amount", { type: "money" }), field("amount_from_lines"), field("entered_at", { read_only: true }), field("secret", { access: "masked" })],
} as ObjectInfo;
const diff = {
  amount: { from: "80.00", to: "5.00" },
  amount_from_lines: { from: true, to: false },
  entered_at: { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" },
  secret: { from: "***", to: "****" },
  gone: { from: 1, to: 2 },
};

test("what a rule changed along with a cell goes back with it, what nobody may set does not", () => {
  const seen = { id: "1", amount: "80.00" };
  const stored = { id: "1", amount: "5.00", amount_from_lines: false };
  assert.deepEqual(changedAlong(object, diff, "amount", { seen, stored }), { amount_from_lines: true });
  // another change than the one to take back
  assert.deepEqual(changedAlong(object, diff, "amount", { seen: { ...seen, amount: "70.00" }, stored }), {});
  assert.deepEqual(changedAlong(object, {}, "amount", { seen, stored }), {});
});
