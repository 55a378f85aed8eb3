import assert from "node:assert/strict";
import { test } from "node:test";
import { completenessOf } from "./completeness.ts";

const of = (values: Record<string, unknown>) => completenessOf((field) => values[field]);

test("a whole customer has 100, a bare one what its name weighs", () => {
  const whole = {
    name: "甲",
    credit_code: "x",
    industry: "制造业",
    level: "A",
    source: "展会",
    contact_name: "张",
    phone: "1",
    wechat: "w",
    region: "浙江",
    address: { city: "杭州" },
    website: "x",
  };
  assert.deepEqual(of(whole), { percent: 100, missing: [] });
  assert.equal(of({ name: "甲" }).percent, 10);
  assert.equal(of({}).percent, 0);
});

test("the industry nobody chose and an address without a word are missing", () => {
  const { missing } = of({ name: "甲", industry: "其他", address: { city: null, detail: "" } });
  assert.ok(missing.some((m) => m.fields.includes("industry")) && missing.some((m) => m.fields.includes("address")));
  assert.deepEqual(missing[0]?.fields, ["mobile", "phone"]);
});
