import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import type { ApplicationError, Context, Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog, getRecord, updateRecord, writeBatch } from "../index.ts";
import { prepareEngine, testContext } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
let customer: ObjectType;

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
});
after(() => close());

test("a key of JavaScript's own is a field nobody knows", async () => {
  const record = await createRecord(ctx, customer, { name: "原名" });
  for (const text of ['{"__proto__":{"name":"改"}}', '{"constructor":1}', '{"score":1,"__proto__":{"version":9}}']) {
    const isUnknown = (e: ApplicationError) => e.code === "UNKNOWN_FIELD";
    await assert.rejects(createRecord(ctx, customer, JSON.parse(text)), isUnknown);
    await assert.rejects(updateRecord(ctx, customer, record.id, JSON.parse(text)), isUnknown);
  }
  assert.deepEqual(await getRecord(ctx, customer, record.id), record);
});

test("amounts a cent apart are two amounts at any size", async () => {
  const record = await createRecord(ctx, customer, { name: "大额", amount: "9999999999999999.98" });
  assert.equal((await updateRecord(ctx, customer, record.id, { amount: "9999999999999999.99" })).amount, "9999999999999999.99");
  const [again] = (await writeBatch(ctx, customer, { operation: "update", records: [{ id: record.id, amount: "9,999,999,999,999,999.99" }] })).results;
  assert.equal(again?.ok && again.outcome, "unchanged");
});

test("a key that matches several records deletes none of them", async () => {
  await writeBatch(ctx, customer, { operation: "create", records: [{ name: "同名" }, { name: "同名" }, { name: "独名" }] });
  const { results } = await writeBatch(ctx, customer, { operation: "delete", key: ["name"], records: [{ name: "同名" }, { name: "独名" }, { name: "无" }] });
  assert.deepEqual(
    results.map((r) => (r.ok ? r.outcome : r.code)),
    ["AMBIGUOUS_RECORD", "deleted", "NOT_FOUND"],
  );
});
