import assert from "node:assert/strict";
import { test } from "node:test";
import { inText, midSentence } from "./i18n.ts";

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

test("counts have their thousands set apart, years do not", () => {
  assert.equal(inText(6750, undefined, "en", { interpolationkey: "count" }), "6,750");
  assert.equal(inText(2026, undefined, "en", { interpolationkey: "year" }), 2026);
  assert.equal(inText("Customer", "lower", "en", { interpolationkey: "object" }), "customer");
});
