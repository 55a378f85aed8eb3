import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Context, newId } from "@keshu/kernel";
import { type TestDatabase, testDatabase } from "@keshu/platform/testing";
import { currentCatalog } from "../catalog-store/current.ts";
import { pruneChanges, runConsumer } from "../changes/consumers.ts";
import { historyConsumer, readHistory } from "../changes/history.ts";
import { getRecord } from "../query/read.ts";
import { referencesTo } from "../query/references-to.ts";
import { prepareEngine, testContext, testObjects, testPrincipal } from "../testing.ts";
import type { WriteOptions } from "../types.ts";
import { writeBatch } from "./batch.ts";
import { createRecord } from "./create.ts";
import { purgeRecords } from "./purge.ts";
import { deleteRecord } from "./remove.ts";

let test_: TestDatabase;
let system: Context;
const historical: WriteOptions = { keepsProvenance: true, setsReadOnly: true, anyState: true, isHistorical: true };
const object = (name = "customer") => currentCatalog().byName.get(name) as NonNullable<ReturnType<typeof currentCatalog>["objects"][number]>;

before(async () => {
  test_ = await testDatabase();
  await prepareEngine(test_.db, [
    ...testObjects,
    {
      name: "line",
      label: { zh: "明细", en: "Line" },
      partOf: "customer_id",
      fields: [
        { name: "name", type: "text", label: { zh: "名称", en: "Name" }, required: true },
        { name: "customer_id", type: "relation", target: "customer", label: { zh: "客户", en: "Customer" }, required: true },
        { name: "other_ids", type: "relations", target: "customer", label: { zh: "其他客户", en: "Others" } },
      ],
    },
  ]);
  system = testContext(test_.db, { ...testPrincipal(), kind: "system" });
});
after(() => test_.close());

test("what has a past of its own tells it: number, history and authors, while the log keeps the time of the write", async () => {
  const [anna, bob, id] = [newId(), newId(), newId()];
  for (const person of [anna, bob]) await createRecord(system, object("user"), { id: person, name: "某人" });
  await writeBatch(
    system,
    object(),
    { operation: "create", records: [{ id, name: "老客户", created_at: "2024-03-05T02:00:00Z", created_by: anna }] },
    historical,
  );
  await writeBatch(system, object(), { operation: "update", records: [{ id, score: 5, updated_at: "2024-06-01T02:00:00Z", updated_by: bob }] }, historical);
  await writeBatch(system, object(), { operation: "update", records: [{ id, score: 6, updated_at: "2024-07-01T02:00:00Z", updated_by: bob }] }, historical);
  const record = await getRecord(system, object(), id);
  assert.match(String(record.number), /^CU202403-/);
  assert.deepEqual([new Date(String(record.updated_at)).toISOString(), record.updated_by], ["2024-07-01T02:00:00.000Z", bob]);
  const check = async () => {
    const { data } = await readHistory(system, object(), id);
    assert.deepEqual(
      data.map((h) => [new Date(h.at).toISOString().slice(0, 10), h.actor, Object.keys(h.diff)]),
      [
        ["2024-07-01", bob, ["score"]],
        ["2024-06-01", bob, ["score"]],
        ["2024-03-05", anna, []],
      ],
    );
  };
  await check();
  while (await runConsumer(test_.db, historyConsumer));
  await check();
  assert.equal(await pruneChanges(test_.db, 1), 0, "old times make no old changes");
});

test("an ordinary write says nothing about the past", async () => {
  const id = newId();
  await assert.rejects(createRecord(system, object(), { name: "新客户", created_at: "2020-01-01T00:00:00Z" }), { code: "VALIDATION_FAILED" });
  await writeBatch(system, object(), { operation: "create", records: [{ id, name: "新客户", created_at: "2020-01-01T00:00:00Z" }] }, { keepsProvenance: true });
  assert.doesNotMatch(String((await getRecord(system, object(), id)).number), /^CU202001-/);
  const [entry] = (await readHistory(system, object(), id)).data;
  assert.ok(Date.now() - Date.parse(String(entry?.at)) < 60_000);
});

test("records are taken away for good with their parts, and others' references are found before", async () => {
  const make = async (name: string, more: object = {}) => (await createRecord(system, object(), { name, ...more })).id;
  const [gone, binned, stays] = [await make("要清除的"), await make("回收站里的"), await make("留下的")];
  const child = await make("下属", { parent_id: gone });
  const line = (await createRecord(system, object("line"), { name: "一", customer_id: gone })).id;
  const foreign = (await createRecord(system, object("line"), { name: "二", customer_id: stays, other_ids: [gone, stays] })).id;
  await deleteRecord(system, object(), binned);
  const found = await referencesTo(
    system,
    new Map([
      ["customer", [gone, binned]],
      ["line", [line]],
    ]),
  );
  assert.deepEqual(found.map((r) => [r.object, r.id, r.field, r.targetId]).sort(), [
    ["customer", child, "parent_id", gone],
    ["line", foreign, "other_ids", gone],
  ]);
  assert.equal(await purgeRecords(system, object(), [gone, binned, newId()]), 2);
  const left = await test_.db.query("select id from crm.customer where id = any($1) union all select id from crm.line where id = $2", [[gone, binned], line]);
  assert.deepEqual(left.rows, []);
  const { rows: told } = await test_.db.query<{ object: string; kind: string }>(
    "select object, kind from keshu.change where record_id = any($1) and kind = 'deleted' order by sequence",
    [[gone, binned, line]],
  );
  assert.deepEqual(told, [
    { object: "customer", kind: "deleted" },
    { object: "line", kind: "deleted" },
    { object: "customer", kind: "deleted" },
  ]);
  for (const act of [() => purgeRecords(testContext(test_.db), object(), [stays]), () => referencesTo(testContext(test_.db), new Map())])
    await assert.rejects(act, { code: "FORBIDDEN" });
});
