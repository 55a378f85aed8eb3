import assert from "node:assert/strict";
import { test } from "node:test";
import { daysIn, monthBack, runningTotals } from "./months.ts";

test("months are counted back over the turn of the year", () => {
  assert.equal(monthBack(0, new Date("2026-01-15T04:00:00Z")), "2026-01");
  assert.equal(monthBack(2, new Date("2026-01-15T04:00:00Z")), "2025-11");
  assert.equal(monthBack(1, new Date("2026-03-31T04:00:00Z")), "2026-02");
  assert.deepEqual(["2026-02", "2024-02", "2026-12"].map(daysIn), [28, 29, 31]);
});

test("a month adds up day by day, stops today, and a shorter month keeps its last figure", () => {
  const byDay = new Map([
    ["2026-02-01", 5],
    ["2026-02-03", 2],
    ["2026-02-28", 1],
  ]);
  assert.deepEqual(runningTotals(byDay, "2026-02", 4, 3), [5, 5, 7, undefined]);
  assert.deepEqual(runningTotals(byDay, "2026-02", 31, 27).slice(-5), [7, undefined, undefined, undefined, undefined]);
  assert.deepEqual(runningTotals(byDay, "2026-02", 30, 31).slice(-3), [8, 8, 8]);
});
