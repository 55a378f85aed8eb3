import assert from "node:assert/strict";
import { test } from "node:test";
import i18next from "i18next";
import { queryClient } from "../query-client.ts";
import { goneField, goneObject, goneObjectNamed, noteGone, withWordsForGone } from "./gone-definitions.ts";
import { ApiProblem } from "./problem.ts";
import type { ObjectInfo } from "./types.ts";

const field = (name: string, zh: string) => ({ name, type: "text", label: { zh, en: name } });
const machine = {
  name: "machine",
  path: "machines",
  label: { zh: "设备", en: "Machine" },
  fields: [field("name", "名称"), field("wear", "磨损")],
} as unknown as ObjectInfo;
const worn = { ...machine, fields: machine.fields.slice(0, 1) };
const refused = (path: string) =>
  new ApiProblem(400, { code: "UNKNOWN_FIELD", detail: "没有名为“wear”的字段", errors: [{ path, code: "UNKNOWN_FIELD", message: "没有名为“wear”的字段" }] });

test("objects and fields that went are remembered until they are back", () => {
  noteGone([machine], []);
  assert.deepEqual([goneObject("machines")?.label.zh, goneObjectNamed("machine")?.path, goneField("machine", "wear")?.label.zh], ["设备", "machines", "磨损"]);
  noteGone([], [worn]);
  assert.deepEqual([goneObject("machines"), goneField("machine", "wear")?.label.zh], [undefined, "磨损"]);
  noteGone([worn], [machine]);
  assert.equal(goneField("machine", "wear"), undefined);
});

test("a refusal for a field that went names it by its label, before and after the page has heard of it", async () => {
  await i18next.init({
    lng: "zh-CN",
    resources: { "zh-CN": { translation: { "shell.gone.field": "字段“{{field}}”已被移除", "shell.gone.and": "、" } } },
    keySeparator: false,
  });
  const url = "http://localhost/api/v1/machines/1";
  queryClient.setQueryData(["catalog"], { byPath: new Map([["machines", machine]]) });
  assert.equal(withWordsForGone(refused("wear"), url).message, "字段“磨损”已被移除");
  noteGone([machine], [worn]);
  queryClient.setQueryData(["catalog"], { byPath: new Map([["machines", worn]]) });
  const told = withWordsForGone(refused("filter.wear"), url);
  assert.deepEqual([told.message, told.code, told.errors[0]?.message], ["字段“磨损”已被移除", "UNKNOWN_FIELD", "字段“磨损”已被移除"]);
  const other = refused("never");
  assert.equal(withWordsForGone(other, url), other);
  queryClient.clear();
});
