import assert from "node:assert/strict";
import { test } from "node:test";
import { amountOf, centsOf, largestAmount, lineCents } from "./amounts.ts";

const line = (quantity: unknown, unit_price: unknown, discount: unknown = 0) => amountOf(lineCents({ quantity, unit_price, discount }));

test("lines are exact where floating point is not", () => {
  assert.equal(line(3, "0.10"), "0.30");
  assert.equal(line(1.1, "1.10"), "1.21");
  assert.equal(line(3, "33.33", 10), "89.99");
  assert.equal(line(1, "1.005".slice(0, 4), 0), "1.00");
  assert.equal(line(0.5, "0.01"), "0.01");
  assert.equal(line(0.4999, "0.01"), "0.00");
  assert.equal(line(7, "9999999999999.99", 33.33), "46668999999999.95");
  assert.equal(line(1_000_000_000, "9999999999999999.99", 100), "0.00");
  assert.equal(line(0.0001, "100.00"), "0.01");
});

test("amounts survive the way there and back", () => {
  for (const text of ["0.00", "0.01", "10.10", "-3.05", "9999999999999999.99"]) assert.equal(amountOf(centsOf(text) as bigint), text);
  assert.equal(centsOf(null), null);
  assert.equal(centsOf("5"), 500n);
  assert.equal(centsOf("9999999999999999.99"), largestAmount);
});

test("a line can be larger than any money field", () => {
  assert.ok(lineCents({ quantity: 1e9, unit_price: "9999999999999999.99", discount: 0 }) > largestAmount);
});
