import assert from "node:assert/strict";
import { test } from "node:test";
import { operatorKey } from "./operator-words.ts";

test("no two conditions of a field read alike: equals and is one of for values, is for choices", () => {
  assert.deepEqual([operatorKey("money", "eq"), operatorKey("money", "in"), operatorKey("text", "nin")], ["eq", "oneOf", "notOneOf"]);
  assert.deepEqual([operatorKey("select", "eq"), operatorKey("select", "in"), operatorKey("user", "nin")], ["in", "in", "nin"]);
  assert.deepEqual([operatorKey("boolean", "eq"), operatorKey("date", "eq"), operatorKey("multi_select", "in")], ["be", "on", "anyOf"]);
});
