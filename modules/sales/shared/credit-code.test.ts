import assert from "node:assert/strict";
import { test } from "node:test";
import { isCreditCode, normalizeCreditCode } from "./credit-code.ts";

test("published codes pass", () => {
  for (const code of ["91440300708461136T", "91330106673959654P", "91110000802100433B", "914403001922038216"]) assert.ok(isCreditCode(code), code);
});

test("a wrong character, length or letter fails", () => {
  for (const code of ["91440300708461136U", "9144030070846113", "91440300708461I36T", "", "ABCDEFGHIJKLMNOPQR"]) assert.ok(!isCreditCode(code), code);
});

test("every single changed character is noticed", () => {
  const code = "91440300708461136T";
  for (let i = 2; i < 17; i++) {
    const other = code[i] === "1" ? "2" : "1";
    assert.ok(!isCreditCode(code.slice(0, i) + other + code.slice(i + 1)), `position ${i}`);
  }
});

test("written forms are normalised", () => {
  assert.equal(normalizeCreditCode(" ９１４４０３００－７０８４６１１３６ｔ "), "91440300708461136T");
});
