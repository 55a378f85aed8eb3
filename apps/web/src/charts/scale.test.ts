import assert from "node:assert/strict";
import { test } from "node:test";
import { areaPath, linePath, niceTop } from "./scale.ts";

test("the top of an axis is round and never below the highest value", () => {
  assert.deepEqual([0, 0.7, 1, 3, 42, 180, 9_999_999].map(niceTop), [1, 1, 1, 5, 50, 200, 10_000_000]);
  for (let i = 0; i < 500; i++) {
    const value = Math.random() * 10 ** (i % 12);
    assert.ok(niceTop(value) >= value && niceTop(value) <= value * 5.01 + 1);
  }
});

test("lines go from left to right and end where the values end", () => {
  assert.equal(linePath([0, 5, 10], 10, 100, 50), "M0 50L50 25L100 0");
  assert.equal(linePath([0, 10, undefined], 10, 100, 50), "M0 50L50 0");
  assert.equal(areaPath([0, 10, undefined], 10, 100, 50), "M0 50L50 0L50 50L0 50Z");
  assert.equal(areaPath([], 10, 100, 50), "");
});
