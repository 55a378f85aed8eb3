import assert from "node:assert/strict";
import { test } from "node:test";
import { noteGone } from "../api/gone-definitions.ts";
import type { ObjectInfo } from "../api/types.ts";
import { knownQuery } from "./known-query.ts";

const field = (name: string, zh: string) => ({ name, type: "text", label: { zh, en: zh } });
const before = { name: "customer", path: "customers", fields: [field("name", "名称"), field("heat", "热度"), field("size", "规模")] } as unknown as ObjectInfo;
const now = { ...before, fields: before.fields.slice(0, 1) };

test("what names a removed field is left out of a list's query, and told by the label it had", () => {
  noteGone([before], [now]);
  const query = {
    q: "云",
    filter: { name: "甲", heat: "热", or: [{ size: { gt: 1 } }, { name: "乙", not: { heat: "冷" } }], and: [{ heat: "热" }] },
    sort: "-heat,name",
    group: "heat:month",
  };
  assert.deepEqual(knownQuery(now, query), {
    query: { q: "云", filter: { name: "甲", or: [{ name: "乙" }] }, sort: "name", group: undefined },
    gone: ["热度", "规模"],
  });
  assert.deepEqual(knownQuery(now, { filter: { heat: "热" }, sort: "heat" }).query, { filter: undefined, sort: undefined });
  const whole = { filter: { name: "甲" }, sort: "name" };
  assert.equal(knownQuery(now, whole).query, whole);
  noteGone([now], [before]);
  assert.deepEqual(knownQuery(before, query).gone, []);
  assert.deepEqual(knownQuery(now, { sort: "never" }).gone, [""]);
});
