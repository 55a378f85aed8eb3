import assert from "node:assert/strict";
import { test } from "node:test";
import { nameBeingTyped, peopleToMention } from "./people-to-mention.ts";

const found = ["冯六六", "顾明远", "Sam-Seller"].map((name) => ({ id: name, name, email: "" }));
const names = (typed: string, isAnswered: boolean) => peopleToMention(found, typed, isAnswered).map((person) => person.name);

test("nobody is offered whom the letters typed since do not mean", () => {
  assert.deepEqual(names("", false), ["冯六六", "顾明远", "Sam-Seller"]);
  assert.deepEqual(names("顾", false), ["顾明远"]);
  assert.deepEqual(names("SAM", false), ["Sam-Seller"]);
  assert.deepEqual(names("gu", false), []);
  assert.deepEqual(names("gu", true), ["冯六六", "顾明远", "Sam-Seller"]);
});

test("the name being written is read at the caret, however it came there", () => {
  assert.equal(nameBeingTyped("请 @顾", 4), "顾");
  assert.equal(nameBeingTyped("请 @顾明远 看", 4), "顾");
  assert.equal(nameBeingTyped("@", 1), "");
  assert.equal(nameBeingTyped("请 @顾 看", 6), undefined);
  assert.equal(nameBeingTyped("没有谁", 3), undefined);
});
