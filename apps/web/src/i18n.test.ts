import assert from "node:assert/strict";
import { test } from "node:test";
import { midSentence } from "./i18n.ts";

test("labels are small within an English sentence, names keep their capitals", () => {
  assert.deepEqual(["Customers", "Unified social credit code", "WeChat", "SMS", "English name", "API keys", "客户"].map(midSentence), [
    "customers",
    "unified social credit code",
    "WeChat",
    "SMS",
    "English name",
    "API keys",
    "客户",
  ]);
});
