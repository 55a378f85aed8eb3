import assert from "node:assert/strict";
import { test } from "node:test";
import { afterMoves, readTotals, totalsQuery } from "./board-totals.ts";

const shape = { field: "stage", money: "amount", currency: "amount_currency", weight: "probability" };

test("one request asks for all heads", () => {
  assert.deepEqual(totalsQuery(shape), { group: "stage,amount_currency", measures: "count,sum(amount),sum(amount*probability)" });
  assert.deepEqual(totalsQuery({ field: "status", money: undefined, currency: undefined, weight: undefined }), { group: "status", measures: "count" });
});

test("rows add up by column; currencies stay apart and nothing is lost to floating point", () => {
  const totals = readTotals(
    [
      { stage: "needs", amount_currency: "CNY", count: 2, "sum(amount)": "0.30", "sum(amount*probability)": "0.09" },
      { stage: "needs", amount_currency: "USD", count: 1, "sum(amount)": "9007199254740993.01", "sum(amount*probability)": "1.00" },
      { stage: "needs", amount_currency: null, count: 1, "sum(amount)": null, "sum(amount*probability)": null },
      { stage: null, amount_currency: "CNY", count: 4, "sum(amount)": "1.00", "sum(amount*probability)": "0.00" },
    ],
    shape,
  );
  assert.deepEqual(totals.get("needs"), { count: 4, sum: { CNY: "0.30", USD: "9007199254740993.01" }, weighted: { CNY: "0.09", USD: "1.00" } });
  assert.equal(totals.get(null)?.count, 4);
});

test("a dropped card is counted where it was dropped before the server says so", () => {
  const totals = readTotals([{ stage: "needs", amount_currency: "CNY", count: 1, "sum(amount)": "100.00", "sum(amount*probability)": "30.00" }], shape);
  const after = afterMoves(totals, [{ from: "needs", to: "proposal", amount: { CNY: "100.00" }, fromProbability: 30, toProbability: 50 }]);
  assert.deepEqual(after.get("needs"), { count: 0, sum: { CNY: "0.00" }, weighted: { CNY: "0.00" } });
  assert.deepEqual(after.get("proposal"), { count: 1, sum: { CNY: "100.00" }, weighted: { CNY: "50.00" } });
  assert.equal(totals.get("proposal"), undefined, "the server's totals are untouched");
  const early = afterMoves(new Map(), [{ from: "needs", to: "proposal", amount: { CNY: "100.00" }, fromProbability: 30, toProbability: 50 }]);
  assert.equal(early.get("needs"), undefined, "an empty column stays empty");
});
