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

test("writers of the same records in any order wait for each other instead of in a circle", async () => {
  const created = await writeBatch(ctx, customer, {
    operation: "create",
    records: Array.from({ length: 60 }, (_, i) => ({ name: `并发${i}`, email: `c${i}@x.cn` })),
  });
  const ids = created.results.map((r) => (r.ok ? r.id : ""));
  const orders = [ids, [...ids].reverse(), [...ids.slice(30), ...ids.slice(0, 30)]];
  const done = await Promise.all(
    Array.from({ length: 9 }, (_, i) => {
      const records = (orders[i % 3] as string[]).map((id) => ({ id, score: i, ...(i === 8 ? { email: "same@x.cn" } : {}) }));
      return writeBatch(ctx, customer, { operation: "update", records });
    }),
  );
  assert.deepEqual(
    done.map((d) => d.failed),
    [0, 0, 0, 0, 0, 0, 0, 0, 59],
  );
  const upserts = await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      writeBatch(ctx, customer, {
        operation: "upsert",
        key: ["email"],
        records: (i % 2 ? ids : [...ids].reverse()).map((id, n) => ({ name: `u${n}`, email: `${id}@x.cn` })),
      }),
    ),
  );
  assert.equal(
    upserts.reduce((sum, u) => sum + u.created, 0),
    60,
  );
  assert.equal(
    upserts.reduce((sum, u) => sum + u.failed, 0),
    0,
  );
});

test("unique values are passed on within a batch, and taken ones are refused in one go", async () => {
  const { results } = await writeBatch(ctx, customer, {
    operation: "create",
    records: Array.from({ length: 300 }, (_, i) => ({ name: `独${i}`, email: `u${i}@y.cn` })),
  });
  const ids = results.map((r) => (r.ok ? r.id : ""));
  const passed = await writeBatch(ctx, customer, {
    operation: "update",
    records: [
      { id: ids[0], email: "free@y.cn" },
      { id: ids[1], email: "u0@y.cn" },
    ],
  });
  assert.deepEqual([passed.updated, passed.failed], [2, 0]);
  const began = performance.now();
  const refused = await writeBatch(ctx, customer, { operation: "update", records: ids.slice(2).map((id) => ({ id, email: "free@y.cn" })) });
  assert.deepEqual([refused.updated, refused.failed], [0, 298]);
  const first = refused.results[0];
  assert.deepEqual(first?.ok === false && first.errors.map((e) => [e.path, e.code]), [["email", "NOT_UNIQUE"]]);
  assert.ok(performance.now() - began < 3000);
});
