import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectDefinition, ObjectType } from "@keshu/catalog";
import { ApplicationError, type Context, type Database, newId } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog, deleteRecord, explainAccess, getRecord, listRecords, mayExplainFor, updateRecord, writeBatch } from "../index.ts";
import { prepareEngine, testContext, testObjects, testPrincipal } from "../testing.ts";

const label = (zh: string) => ({ zh, en: zh });
const asset: ObjectDefinition = {
  name: "asset",
  label: label("资产"),
  fields: [
    { name: "name", type: "text", label: label("名称"), required: true },
    { name: "code", type: "text", label: label("编码"), unique: true },
    { name: "secret", type: "text", label: label("密号"), unique: true },
    { name: "cost", type: "number", label: label("成本") },
    { name: "plant", type: "text", label: label("工厂") },
    { name: "level", type: "number", label: label("级别"), required: true, default: 1 },
  ],
  uniqueTogether: [["plant", "secret"]],
};

let db: Database;
let close: () => Promise<void>;
let admin: Context;
let object: ObjectType;
const me = newId();
const all = { all: true, owners: [], departments: [], shared: null };
const blind = (...hidden: string[]) =>
  testContext(
    db,
    testPrincipal({
      userId: me,
      isAdministrator: false,
      reach: () => all,
      restricted: { asset: Object.fromEntries(hidden.map((name) => [name, "hidden" as const])) },
    }),
  );

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db, [...testObjects, asset]);
  admin = testContext(db);
  object = currentCatalog().byName.get("asset") as ObjectType;
  await db.query(`insert into crm."user" (id, name) values ($1, '我')`, [me]);
});
after(() => close());

const problemsOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ApplicationError);
    return { code: error.code, errors: error.errors.map((e) => [e.path, e.code, e.params?.field ?? null]), ...error.extra };
  }
  return null;
};

test("what is wrong with a field one cannot see is told without its name", async () => {
  const first = await createRecord(admin, object, { name: "甲", code: "A1", secret: "S1", plant: "一厂" });
  const second = await createRecord(admin, object, { name: "乙", code: "A2", secret: "S2", plant: "一厂" });
  // the deleted one's secret is taken meanwhile: bringing it back fails on a field the reader cannot see
  await deleteRecord(admin, object, second.id);
  await createRecord(admin, object, { name: "丙", code: "A3", secret: "S2", plant: "二厂" });
  const { restoreRecord } = await import("../index.ts");
  const said = JSON.stringify(await problemsOf(restoreRecord(blind("secret"), object, second.id)));
  assert.ok(!said.includes("secret") && !said.includes("密号"), said);
  assert.deepEqual(await problemsOf(updateRecord(admin, object, first.id, { code: "A3" })), {
    code: "VALIDATION_FAILED",
    errors: [["code", "NOT_UNIQUE", "编码"]],
  });
  assert.deepEqual(await problemsOf(createRecord(blind("level"), object, { name: "丁", level: 2 })), {
    code: "UNKNOWN_FIELD",
    errors: [["level", "UNKNOWN_FIELD", "level"]],
  });
  const { results } = await writeBatch(blind("secret"), object, {
    operation: "update",
    records: [
      { id: first.id, code: "A3" },
      { id: first.id, name: "" },
    ],
  });
  assert.deepEqual(
    results.map((r) => (r.ok ? null : r.errors.map((e) => [e.path, e.code]))),
    [[["code", "NOT_UNIQUE"]], [["name", "REQUIRED"]]],
  );
});

test("a stale version is not told to who must not see versions", async () => {
  const record = await createRecord(admin, object, { name: "旧" });
  await updateRecord(admin, object, record.id, { name: "新" });
  assert.deepEqual(await problemsOf(updateRecord(admin, object, record.id, { name: "更新" }, { ifMatch: 1 })), {
    code: "STALE_VERSION",
    errors: [],
    version: 2,
  });
  assert.deepEqual(await problemsOf(updateRecord(blind("version"), object, record.id, { name: "更新" }, { ifMatch: 1 })), {
    code: "STALE_VERSION",
    errors: [],
  });
});

test("many rows of one key end as they would one after the other", async () => {
  const rows = Array.from({ length: 400 }, (_, i) => ({ code: `K${i % 4}`, name: `名${i % 4}`, cost: String(Math.floor(i / 8)) }));
  const { results, created } = await writeBatch(admin, object, { operation: "upsert", key: ["code"], records: rows });
  assert.equal(created, 4);
  assert.ok(results.every((r) => r.ok));
  const outcomes = Map.groupBy(results, (r) => (r.ok ? r.outcome : "failed"));
  assert.deepEqual([outcomes.get("created")?.length, outcomes.get("updated")?.length, outcomes.get("unchanged")?.length], [4, 196, 200]);
  const { data } = await listRecords(admin, object, { filter: { code: { starts: "K" } }, sort: "code" });
  assert.deepEqual(
    data.map((r) => [r.code, Number(r.cost), r.version]),
    [0, 1, 2, 3].map((n) => [`K${n}`, 49, 1]),
  );
});

test("a bad row among many of one key fails alone", async () => {
  const rows = [1, 2, "x", 4, 5, 6].map((cost) => ({ code: "B1", name: "乙一", cost }));
  const { results } = await writeBatch(admin, object, { operation: "upsert", key: ["code"], records: rows });
  assert.deepEqual(
    results.map((r) => r.ok),
    [true, true, false, true, true, true],
  );
  const bad = [1, 2, 3, "x"].map((cost) => ({ code: "B2", name: "乙二", cost }));
  const second = await writeBatch(admin, object, { operation: "upsert", key: ["code"], records: bad });
  assert.deepEqual(
    second.results.map((r) => r.ok),
    [true, true, true, false],
  );
  const [stored] = (await listRecords(admin, object, { filter: { code: "B2" } })).data;
  assert.equal(Number(stored?.cost), 3);
});

test("others' access is told to administrators, their manager and the owner", async () => {
  const customer = currentCatalog().byName.get("customer") as ObjectType;
  const other = newId();
  await db.query(`insert into crm."user" (id, name) values ($1, '别人')`, [other]);
  const own = await createRecord(admin, customer, { name: "我的", owner_id: me });
  const foreign = await createRecord(admin, customer, { name: "别人的", owner_id: other });
  const reader = testContext(db, testPrincipal({ userId: me, isAdministrator: false, reach: () => all }));
  const manager = testContext(db, { ...testPrincipal({ userId: newId(), isAdministrator: false, reach: () => all }), reports: [other] });
  assert.equal(await mayExplainFor(reader, customer, foreign.id, me), true);
  assert.equal(await mayExplainFor(reader, customer, own.id, other), true);
  assert.equal(await mayExplainFor(reader, customer, foreign.id, other), false);
  assert.equal(await mayExplainFor(manager, customer, foreign.id, other.toUpperCase()), true);
  assert.equal(await mayExplainFor(admin, customer, foreign.id, other), true);
  assert.ok((await explainAccess(reader, customer, own.id, reader.principal)).can.read);
  assert.equal((await getRecord(reader, customer, own.id)).id, own.id);
});
