import assert from "node:assert/strict";
import { test } from "node:test";
import { centsText, lineAmount, sumOf } from "./line-amount.ts";

test("lines add up to the cent", () => {
  const amount = (quantity: unknown, unit_price: unknown, discount: unknown = 0) => {
    const cents = lineAmount({ quantity, unit_price, discount });
    return cents === null ? null : centsText(cents);
  };
  assert.equal(amount(3, "33.33", 10), "89.99");
  assert.equal(amount("1.1", "1.10"), "1.21");
  assert.equal(amount("1,000", "0.01"), "10.00");
  assert.equal(amount(7, "9999999999999.99", "33.33"), "46668999999999.95");
  assert.equal(amount("x", "1"), null);
  assert.equal(amount(1, "-1"), null);
  assert.equal(amount(1, 1, 101), null);
  assert.equal(
    centsText(
      sumOf([
        { quantity: 1, unit_price: "0.10", discount: 0 },
        { quantity: "?", unit_price: 1, discount: 0 },
      ]),
    ),
    "0.10",
  );
});
