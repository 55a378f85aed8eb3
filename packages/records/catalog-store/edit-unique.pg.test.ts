import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import { ApplicationError, type Context, type Database, describeError, newId } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import {
  addField,
  addObject,
  addUnique,
  createRecord,
  currentCatalog,
  deleteRecord,
  removeField,
  removeObject,
  removeUnique,
  restoreAll,
  restoreRecord,
  settleAddedUnique,
  updateObject,
  updateRecord,
  writeBatch,
} from "../index.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
let count = 0;

before(async () => {
  ({ db, close } = await testDatabase({ max: 20 }));
  await prepareEngine(db);
  ctx = testContext(db);
});
after(() => close());

const label = (zh: string, en = zh) => ({ zh, en });
const visit = (uniqueTogether?: string[][]) =>
  addObject(ctx, {
    name: `visit_${++count}`,
    label: label("拜访"),
    ...(uniqueTogether ? { uniqueTogether } : {}),
    fields: [
      { name: "name", type: "text", label: label("名称", "Name") },
      { name: "day", type: "date", label: label("日期", "Day") },
      { name: "place", type: "text", label: label("地点", "Place") },
      { name: "code", type: "text", label: label("编码", "Code"), unique: true },
      { name: "note", type: "long_text", label: label("备注", "Note") },
      { name: "customer_id", type: "relation", target: "customer", label: label("客户", "Customer") },
    ],
  });
const fresh = (object: ObjectType) => currentCatalog().byName.get(object.name) as ObjectType;
const indexes = async (object: ObjectType) =>
  (
    await db.query<{ name: string }>(
      "select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = $1::regclass and c.relname like '%+%' order by 1",
      [object.table],
    )
  ).rows.map((row) => row.name);
const told = async (work: Promise<unknown>): Promise<ApplicationError> => {
  const error = await work.then(
    () => assert.fail("nothing was refused"),
    (e: unknown) => e,
  );
  assert.ok(error instanceof ApplicationError, String(error));
  return error;
};
const places = (error: ApplicationError) => error.errors.map((e) => [e.path, e.code, e.params?.field ?? null]);

test("a combination is unique from its answer on, in every way of writing, and repeats again once it is removed", async () => {
  const object = await addUnique(ctx, (await visit()).name, ["name", "day"]);
  assert.deepEqual([object.uniqueTogether, object.addedUnique, (await indexes(object)).length], [[["name", "day"]], [["name", "day"]], 1]);
  const first = await createRecord(ctx, object, { name: "云帆", day: "2026-01-02" });
  const other = await createRecord(ctx, object, { name: "云帆", day: "2026-01-03" });
  const taken = [["name,day", "NOT_UNIQUE_TOGETHER", "名称、日期"]];
  assert.deepEqual(places(await told(createRecord(ctx, object, { name: "云帆", day: "2026/1/2" }))), taken);
  assert.deepEqual(places(await told(createRecord({ ...ctx, locale: "en" }, object, { name: "云帆", day: "2026-01-02" })))[0]?.[2], "Name, Day");
  assert.deepEqual(places(await told(updateRecord(ctx, object, other.id, { day: "2026-01-02" }))), taken);
  const written = async (input: Parameters<typeof writeBatch>[2], options = {}) =>
    (await writeBatch(ctx, object, input, options)).results.map((r) => (r.ok ? r.outcome : `${r.errors[0]?.code} ${r.errors[0]?.params?.field}`));
  const refused = "NOT_UNIQUE_TOGETHER 名称、日期";
  const rows = [
    { name: "云帆", day: "2026-01-02" },
    { name: "远山", day: "2026-01-02" },
    { name: "远山", day: "2026-01-02" },
    { name: "远山" },
    { name: "远山", day: null },
  ];
  assert.deepEqual(await written({ operation: "create", records: rows }, { dryRun: true }), [refused, "created", refused, "created", "created"]);
  assert.deepEqual(await written({ operation: "create", records: rows }), [refused, "created", refused, "created", "created"]);
  assert.deepEqual(
    await written({
      operation: "update",
      records: [
        { id: other.id, day: "2026-01-02" },
        { id: first.id, place: "杭州" },
      ],
    }),
    [refused, "updated"],
  );
  assert.deepEqual(await written({ operation: "upsert", key: ["name", "day"], records: [{ name: "云帆", day: "2026-01-02", place: "宁波" }] }), ["updated"]);
  assert.deepEqual(await written({ operation: "upsert", key: ["code"], records: [{ code: "K1", name: "云帆", day: "2026-01-02" }] }), [refused]);
  await deleteRecord(ctx, object, first.id);
  await createRecord(ctx, object, { name: "云帆", day: "2026-01-02" });
  assert.deepEqual(places(await told(restoreRecord(ctx, object, first.id))), taken);
  const restored = (await restoreAll(ctx, object, [first.id])).results[0];
  assert.equal(restored?.ok === false && restored.code, "NOT_UNIQUE_TOGETHER");
  await removeUnique(ctx, object.name, ["day", "name"]);
  assert.deepEqual([fresh(object).uniqueTogether, await indexes(object)], [[], []]);
  await restoreRecord(ctx, fresh(object), first.id);
});

test("of two who write one combination at once exactly one wins", async () => {
  const object = await addUnique(ctx, (await visit()).name, ["name", "place"]);
  for (let round = 0; round < 15; round++) {
    const pair = { name: `甲${round}`, place: "杭州" };
    const [solo, target] = await Promise.all([createRecord(ctx, object, { name: `旧${round}` }), createRecord(ctx, object, { name: `改${round}` })]);
    const tries = [
      createRecord(ctx, object, pair),
      updateRecord(ctx, object, solo.id, pair),
      writeBatch(ctx, object, { operation: "create", records: [pair, pair] }).then(({ results }) => {
        if (results.every((r) => !r.ok)) throw new Error("refused");
        assert.equal(results.filter((r) => r.ok).length, 1);
      }),
      writeBatch(ctx, object, { operation: "update", records: [{ id: target.id, ...pair }] }).then(({ results }) => {
        if (!results[0]?.ok) throw new Error("refused");
      }),
    ];
    const outcomes = await Promise.allSettled(tries);
    assert.equal(outcomes.filter((o) => o.status === "fulfilled").length, 1, `round ${round}`);
    const { rows } = await db.query(`select 1 from ${object.table} where name = $1 and place = '杭州' and deleted_at is null`, [pair.name]);
    assert.equal(rows.length, 1);
  }
});

test("what cannot be a combination is told at its place and changes nothing", async () => {
  const object = await visit([["name", "day"]]);
  const refuses = async (fields: string[], code: string) =>
    assert.equal((await told(addUnique(ctx, object.name, fields))).errors[0]?.code, code, fields.join());
  await refuses(["name"], "COMBINATION_SIZE");
  await refuses(["name", "nope"], "UNKNOWN_FIELD");
  await refuses(["name", "name"], "NAMED_TWICE");
  await refuses(["name", "note"], "NOT_COMPARABLE");
  await refuses(["name", "tags"], "NOT_COMPARABLE");
  await refuses(["name", "updated_at"], "NOT_COMPARABLE");
  await refuses(["name", "code"], "UNIQUE_BY_ITSELF");
  await refuses(["day", "name"], "COMBINATION_EXISTS");
  await assert.rejects(addUnique(ctx, "nope", ["a", "b"]), { code: "UNKNOWN_OBJECT" });
  await assert.rejects(addUnique(testContext(db, testPrincipal({ isAdministrator: false })), object.name, ["name", "place"]), { code: "FORBIDDEN" });
  await assert.rejects(removeUnique(ctx, object.name, ["name", "place"]), { code: "NOT_FOUND" });
  assert.equal((await told(addObject(ctx, { name: "never", label: label("无"), uniqueTogether: [["name", "gone"]] }))).errors[0]?.path, "unique_together.0");
  assert.equal(currentCatalog().byName.has("never"), false);
  assert.deepEqual([fresh(object).uniqueTogether, (await indexes(object)).length], [[["name", "day"]], 1]);
});

test("duplicates that are there are counted, with one the administrator may see; nothing is changed", async () => {
  const object = await visit();
  const customer = await createRecord(ctx, currentCatalog().byName.get("customer") as ObjectType, { name: "杭州云帆" });
  const owner_id = newId();
  await db.query(`insert into crm."user" (id, name) values ($1, '小王')`, [owner_id]);
  for (const place of ["一", "二"]) await createRecord(ctx, object, { name: "回访", customer_id: customer.id, place });
  for (let i = 0; i < 3; i++) await createRecord(ctx, object, { name: "首访", customer_id: customer.id, owner_id });
  for (let i = 0; i < 3; i++) await createRecord(ctx, object, { name: "没有客户" });
  const error = await told(addUnique(ctx, object.name, ["name", "customer_id"]));
  assert.deepEqual([error.code, error.status], ["DUPLICATES_EXIST", 409]);
  assert.equal(describeError(error.code, error.params, "zh-CN"), "已有 5 条记录的“名称、客户”重复（共 2 组），例如“首访 + 杭州云帆”。请先修改或合并这些记录");
  assert.equal((error.extra.duplicates as { example: { ids: string[] } }).example.ids.length, 2);
  const may = { isAdministrator: false, restricted: {} };
  const seeing = (owners: string[], restricted: Record<string, Record<string, "masked">> = {}) =>
    testContext(db, { ...testPrincipal({ ...may, restricted, reach: () => ({ all: false, owners, departments: [], shared: null }) }), may: () => true });
  assert.match(String((await told(addUnique(seeing([owner_id]), object.name, ["name", "customer_id"]))).params.value), /^首访 \+ /);
  const blind = await told(addUnique(seeing([newId()]), object.name, ["name", "customer_id"]));
  assert.deepEqual([blind.code, blind.params.count, blind.params.value], ["UNSEEN_DUPLICATES_EXIST", "5", undefined]);
  const masked = seeing([owner_id], { [object.name]: { name: "masked" } });
  assert.equal((await told(addUnique(masked, object.name, ["name", "customer_id"]))).code, "UNSEEN_DUPLICATES_EXIST");
  const both = await told(
    updateObject(ctx, object.name, {
      label: label("改名"),
      uniqueTogether: [
        ["name", "day"],
        ["name", "customer_id"],
      ],
    }),
  );
  assert.deepEqual([both.code, both.errors[0]?.path], ["DUPLICATES_EXIST", "unique_together.1"]);
  assert.deepEqual([fresh(object).uniqueTogether, fresh(object).label.zh, await indexes(object)], [[], "拜访", []]);
});

test("while writers are at work a combination comes and goes and no other write fails", async () => {
  const object = await visit();
  let isWriting = true;
  let written = 0;
  const writers = Array.from({ length: 12 }, async (_, n) => {
    for (let i = 0; isWriting; i++) {
      const record = await createRecord(ctx, object, { name: `写者${n}`, place: `地点${i}` });
      await updateRecord(ctx, object, record.id, { place: `地点${i}号` });
      written++;
    }
  });
  await addUnique(ctx, object.name, ["name", "place"]);
  const atAdding = written;
  await removeUnique(ctx, object.name, ["name", "place"]);
  await addUnique(ctx, object.name, ["place", "name"]);
  isWriting = false;
  await Promise.all(writers);
  assert.ok(atAdding > 0 && written > atAdding);
});

test("who stores duplicates meanwhile ends the attempt, and all is as before", async () => {
  const object = await visit([["name", "day"]]);
  await createRecord(ctx, object, { name: "一", place: "杭州" });
  // as a server would that has not heard of the combination: past the look, before the index
  await db.query("insert into keshu.catalog_unique (object, fields) values ($1, array['name', 'place'])", [object.name]);
  await db.query(`insert into ${object.table} (id, name, place) values ($1, '一', '杭州')`, [newId()]);
  const withdrawn = await settleAddedUnique(db);
  assert.deepEqual(
    withdrawn.map((w) => [w.object, w.fields]),
    [[object.name, ["name", "place"]]],
  );
  assert.deepEqual([fresh(object).uniqueTogether, (await indexes(object)).length, await settleAddedUnique(db)], [[["name", "day"]], 1, []]);
});

test("a field that takes part stays until the combination is gone; a removed object leaves none", async () => {
  const object = await visit();
  await addField(ctx, object.name, { name: "room", type: "text", label: label("房间") });
  await addUnique(ctx, object.name, ["room", "day"]);
  const refusal = await told(removeField(ctx, object.name, "room"));
  assert.equal(describeError(refusal.code, refusal.params, "zh-CN"), "“房间”参与了组合唯一（房间、日期），请先移除这个组合");
  await updateObject(ctx, object.name, { uniqueTogether: [["day", "place"]] });
  assert.deepEqual(fresh(object).uniqueTogether, [["day", "place"]]);
  await removeField(ctx, object.name, "room");
  await removeObject(ctx, object.name);
  const again = await addObject(ctx, { name: object.name, label: label("拜访") });
  assert.deepEqual([again.uniqueTogether, await indexes(again)], [[], []]);
});

test("who sets all combinations leaves those that name a field hidden from them", async () => {
  const object = await visit([
    ["name", "day"],
    ["name", "place"],
  ]);
  const blind = testContext(db, { ...testPrincipal({ restricted: { [object.name]: { place: "hidden" } } }) });
  const { addedUnique } = await updateObject(blind, object.name, { uniqueTogether: [["day", "customer_id"]] });
  assert.deepEqual(addedUnique.map((names) => names.join()).sort(), ["day,customer_id", "name,place"]);
  assert.equal((await told(addUnique(blind, object.name, ["day", "place"]))).errors[0]?.code, "UNKNOWN_FIELD");
});

test("standard objects take them too, and keep those they came with; names that read alike are not mixed up", async () => {
  const object = await addUnique(ctx, "customer", ["name", "industry"]);
  assert.deepEqual(object.uniqueTogether, [["name", "industry"]]);
  await createRecord(ctx, object, { name: "同名", industry: "金融" });
  assert.equal((await told(createRecord(ctx, object, { name: "同名", industry: "金融" }))).errors[0]?.path, "name,industry");
  await updateObject(ctx, "customer", { uniqueTogether: [] });
  const alike = await addObject(ctx, {
    name: `alike_${"x".repeat(44)}`,
    plural: "alike",
    label: label("相似"),
    fields: ["a", "b_c", "a_b", "c"].map((name) => ({ name, type: "text", label: label(name) })),
    uniqueTogether: [
      ["a", "b_c"],
      ["a_b", "c"],
    ],
  });
  assert.equal(new Set(await indexes(alike)).size, 2);
  const first = await createRecord(ctx, alike, { a: "1", b_c: "1", a_b: "1", c: "1" });
  assert.equal(first.a, "1");
  assert.equal((await told(createRecord(ctx, alike, { a: "1", b_c: "1", a_b: "2", c: "1" }))).errors[0]?.path, "a,b_c");
  assert.equal((await told(createRecord(ctx, alike, { a: "2", b_c: "1", a_b: "1", c: "1" }))).errors[0]?.path, "a_b,c");
  await removeUnique(ctx, alike.name, ["a", "b_c"]);
  assert.equal((await indexes(alike)).length, 1);
});
