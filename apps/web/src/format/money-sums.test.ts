import assert from "node:assert/strict";
import { test } from "node:test";
import { addSums, mainCurrency, negated, shareOf } from "./money-sums.ts";

test("sums stay exact where floating point does not, and currencies apart", () => {
  assert.deepEqual(addSums({ CNY: "0.10" }, { CNY: "0.20", USD: "5" }, { CNY: "9007199254740993.01" }), { CNY: "9007199254740993.31", USD: "5.00" });
  assert.deepEqual(addSums({ CNY: "12.50" }, negated({ CNY: "12.50" })), { CNY: "0.00" });
  assert.deepEqual(addSums({ CNY: "0.05" }, negated({ CNY: "0.10" })), { CNY: "-0.05" });
  assert.equal(mainCurrency([{ CNY: "1.00", USD: "20.00" }, { CNY: "3.00" }]), "USD");
});

test("a share is rounded to the cent, halves away from zero", () => {
  assert.deepEqual(shareOf({ CNY: "100.00" }, 30), { CNY: "30.00" });
  assert.deepEqual(shareOf({ CNY: "0.05" }, 50), { CNY: "0.03" });
  assert.deepEqual(shareOf({ CNY: "-0.05" }, 50), { CNY: "-0.03" });
  assert.deepEqual(shareOf({ CNY: "10.00" }, 12.5), { CNY: "1.25" });
});
