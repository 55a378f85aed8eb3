import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import i18next from "i18next";
import type { ObjectInfo } from "../api/types.ts";
import { mappingTargets } from "./mapping-targets.ts";

test("the parts of a name and of an address are told in the reader's language", async () => {
  const area = (name: string) => JSON.parse(readFileSync(new URL(`../locales/zh-CN/${name}.json`, import.meta.url), "utf8"));
  await i18next.init({ lng: "zh-CN", resources: { "zh-CN": { translation: { fields: area("fields"), import: area("import") } } } });
  const field = (name: string, type: string, zh: string) => ({ name, type, label: { zh, en: name }, read_only: false });
  const object = { fields: [field("name", "text", "姓名"), field("address", "address", "地址")] } as unknown as ObjectInfo;
  const mapping = { First: "name.first", Last: "name.last", City: "address.city" };
  const labels = mappingTargets(object, { suggestions: [], mapping }, i18next.t).map(({ label }) => label);
  assert.deepEqual(labels.slice(-3), ["姓名 · 名", "姓名 · 姓", "地址 · 市"]);
});
