import assert from "node:assert/strict";
import { test } from "node:test";
import type { ObjectInfo } from "../../api/types.ts";
import { readAsked } from "./asked.ts";

const customer = { name: "customer", path: "customers", label: "客户", plural_label: "客户" } as unknown as ObjectInfo;
const read = (typed: string) => {
  const { text, only, object } = readAsked(typed, [customer]);
  return [text, only, object?.name ?? null];
};

test("a sign narrows what is looked for", () => {
  assert.deepEqual(read("> 设置"), ["设置", "commands", null]);
  assert.deepEqual(read("》设置"), ["设置", "commands", null]);
  assert.deepEqual(read("#123"), ["123", "numbers", null]);
  assert.deepEqual(read("＠张"), ["张", "people", null]);
  assert.deepEqual(read("？"), ["", "help", null]);
  assert.deepEqual(read("客户：杭州"), ["杭州", null, "customer"]);
  assert.deepEqual(read("Customers: hz"), ["hz", null, "customer"]);
  assert.deepEqual(read("https://a.cn"), ["https://a.cn", null, null]);
  assert.deepEqual(read("  杭州 "), ["杭州", null, null]);
});
