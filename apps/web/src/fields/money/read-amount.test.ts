import assert from "node:assert/strict";
import { test } from "node:test";
import { readAmount } from "./read-amount.ts";

test("amounts are read as people write them", () => {
  for (const [typed, amount] of [
    ["568万", "5680000"],
    ["1.2亿", "120000000"],
    ["0.5万", "5000"],
    ["12.34567万", "123456.7"],
    ["３００千", "300000"],
    ["￥5,680,000.00", "5680000.00"],
    ["￥ 1，200 元", "1200"],
    ["10w", "100000"],
    ["-3万", "-30000"],
    ["5000", "5000"],
    [".5", "0.5"],
    ["3。5", "3.5"],
    ["", undefined],
    ["万", undefined],
    ["-", undefined],
    ["abc", undefined],
    ["12abc", undefined],
    ["1.2.3", undefined],
  ] as const)
    assert.equal(readAmount(typed), amount, typed);
});
