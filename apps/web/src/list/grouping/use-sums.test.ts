import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldInfo } from "../../api/types.ts";
import { summable } from "./use-sums.ts";

test("amounts and numbers add up; prices, versions and what is masked do not", () => {
  const field = (name: string, type: string, more: Partial<FieldInfo> = {}) => ({ name, type, ...more }) as FieldInfo;
  const fields = [
    field("amount", "money"),
    field("price", "money", { per_unit: true }),
    field("quantity", "number"),
    field("version", "number"),
    field("salary", "money", { access: "masked" }),
    field("name", "text"),
  ];
  assert.deepEqual(
    summable(fields).map((f) => f.name),
    ["amount", "quantity"],
  );
});
