import assert from "node:assert/strict";
import { test } from "node:test";
import { isPattern, patternOf } from "./pattern.ts";

test("patterns people use are taken", () => {
  for (const source of [
    "^[A-Z]{3}$",
    "^\\d{15}(\\d{2}[0-9X])?$",
    "^(京|沪|粤)[A-Z]\\d{5}$",
    "^(\\d{3}-)+\\d{4}$",
    "^[\\w.-]+@[\\w-]+\\.\\w+$",
    "^\\(\\d+\\)$",
    "^[)(|+*]{2}$",
    "^\\p{Script=Han}{2,20}$",
    "^(?:ab){2,8}$",
    "^(?<year>\\d{4})-\\d{2}$",
    "(?<=a)b",
  ])
    assert.ok(isPattern(source), source);
});

test("patterns that could stop the server are refused", () => {
  for (const source of [
    "^(a+)+$",
    "^(?:(?:a*)*)*b$",
    "(a|a)*b",
    "(a?){30}",
    "^(\\w+\\s?)*$",
    "((a{1,3})b?){20}",
    "(.)\\1+",
    "(?<x>a)\\k<x>",
    "a*a*a*a*b",
    "(",
    "[",
    "\\p{Han}",
  ])
    assert.ok(!isPattern(source), source);
});

test("the slowest pattern that is taken is quick on the longest text", () => {
  for (const source of ["^a*a*a*b$", "^(?:aa)*(?:aa)*b$"]) {
    assert.ok(isPattern(source), source);
    const began = performance.now();
    patternOf(source).test("a".repeat(255));
    assert.ok(performance.now() - began < 500, source);
  }
});
