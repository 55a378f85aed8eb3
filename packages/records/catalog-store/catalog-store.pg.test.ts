import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import type { ApplicationError, Context, Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import {
  addField,
  addObject,
  createRecord,
  currentCatalog,
  listRecords,
  removeField,
  removeObject,
  searchRecords,
  updateField,
  updateRecord,
  writeBatch,
} from "../index.ts";
import { prepareEngine, testContext } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
const customer = () => currentCatalog().byName.get("customer") as ObjectType;

before(async () => {
  const database = await testDatabase();
  ({ db, close } = database);
  await prepareEngine(db);
  ctx = testContext(db);
});
after(() => close());

const label = { zh: "自定义", en: "Custom" };

describe("catalog at run time", () => {
  test("fields come and go while 50 writers are at work, and no write fails", async () => {
    let isWriting = true;
    let written = 0;
    const writers = Array.from({ length: 50 }, async (_, n) => {
      while (isWriting) {
        const record = await createRecord(ctx, customer(), { name: `写者${n}` });
        await updateRecord(ctx, customer(), record.id, { score: n });
        written++;
      }
    });
    await addField(ctx, "customer", { name: "birthday", type: "date", label });
    await addField(ctx, "customer", { name: "budget", type: "money", label });
    await addField(ctx, "customer", { name: "license", type: "text", label, unique: true });
    const record = await createRecord(ctx, customer(), { name: "新字段", birthday: "1990-01-02", budget: 12, license: "A-1" });
    assert.equal(record.budget, "12.00");
    assert.equal(record.budget_currency, "CNY");
    await assert.rejects(createRecord(ctx, customer(), { name: "重复", license: "A-1" }), (e: ApplicationError) => e.errors[0]?.path === "license");
    await removeField(ctx, "customer", "birthday");
    await assert.rejects(createRecord(ctx, customer(), { name: "x", birthday: "1990-01-02" }), { code: "UNKNOWN_FIELD" });
    isWriting = false;
    await Promise.all(writers);
    assert.ok(written > 50);
  });

  test("an auto-number added later draws numbers, alone and in a batch, and leaves none in a field that takes its column", async () => {
    await createRecord(ctx, customer(), { name: "以前的" });
    await addField(ctx, "customer", { name: "serial", type: "auto_number", label, prefix: "SN", unique: true });
    const one = await createRecord(ctx, customer(), { name: "甲" });
    assert.match(String(one.serial), /^SN\d{6}-000001$/);
    await writeBatch(ctx, customer(), { operation: "create", records: [{ name: "乙" }, { name: "丙", serial: "SN-own" }] });
    const { data } = await listRecords(ctx, customer(), { fields: ["serial"], filter: { name: { in: ["乙", "丙", "以前的"] } } });
    assert.deepEqual(data.map((r) => String(r.serial).replace(/^SN\d{6}/, "SN")).sort(), ["SN-000002", "SN-own", "null"]);
    await removeField(ctx, "customer", "serial");
    await db.query("update keshu.catalog_field set removed_at = now() - interval '1 hour' where removed_at is not null");
    await addField(ctx, "customer", { name: "plate", type: "text", label });
    assert.equal((await createRecord(ctx, customer(), { name: "丁" })).plate, null);
  });

  test("a retired column of the same type is emptied and used again", async () => {
    await db.query("update keshu.catalog_field set removed_at = now() - interval '1 hour' where removed_at is not null");
    const columns = async () =>
      (await db.query<{ n: number }>("select count(*) as n from pg_attribute where attrelid = 'crm.customer'::regclass and attnum > 0")).rows[0]?.n;
    const before = await columns();
    await addField(ctx, "customer", { name: "founded_on", type: "date", label });
    assert.equal(await columns(), before);
    const { data } = await listRecords(ctx, customer(), { filter: { founded_on: { empty: false } } });
    assert.equal(data.length, 0);
  });

  test("an object of one's own: table, relations, search, batch; then removed", async () => {
    const object = await addObject(ctx, {
      name: "machine",
      plural: "machinery",
      label: { zh: "设备", en: "Machine" },
      fields: [
        { name: "name", type: "text", label },
        { name: "customer_id", type: "relation", target: "customer", label },
      ],
    });
    assert.equal(object.path, "machinery");
    const owner = await createRecord(ctx, customer(), { name: "设备主人" });
    const machine = await createRecord(ctx, object, { name: "数控车床", customer_id: owner.id });
    const { data } = await listRecords(ctx, object, { filter: { customer_id: owner.id }, expand: ["customer"] });
    assert.equal((data[0]?.customer as { name: string } | undefined)?.name, "设备主人");
    assert.equal((await searchRecords(ctx, { q: "车床" })).data[0]?.id, machine.id);
    assert.equal((await writeBatch(ctx, object, { operation: "create", records: [{ name: "a" }, { name: "b" }] })).created, 2);
    await assert.rejects(addObject(ctx, { name: "machine", plural: "machines", label }), (e: ApplicationError) => e.errors[0]?.code === "NAME_TAKEN");
    await removeObject(ctx, "machine");
    assert.equal(currentCatalog().byName.has("machine"), false);
    await addObject(ctx, { name: "machine", plural: "machinery", label });
  });

  test("wrong definitions are refused with their place", async () => {
    const paths = async (work: Promise<unknown>): Promise<string[]> =>
      work.then(
        () => [],
        (e: ApplicationError) => e.errors.map((p) => p.path),
      );
    assert.deepEqual(await paths(addField(ctx, "customer", { name: "Bad Name", type: "text", label })), ["name"]);
    assert.deepEqual(await paths(addField(ctx, "customer", { name: "name", type: "text", label })), ["name"]);
    assert.deepEqual(await paths(addField(ctx, "customer", { name: "x", type: "relation", target: "nothing", label })), ["target"]);
    assert.deepEqual(await paths(addField(ctx, "customer", { name: "x", type: "select", label })), ["options"]);
    assert.deepEqual(await paths(addField(ctx, "customer", { name: "x", type: "text", label: { zh: "", en: "x" } })), ["label.zh"]);
  });

  test("a company adds options and renames labels of standard fields", async () => {
    const options = [...(customer().fields.get("industry")?.options ?? []), { value: "航天", label: { zh: "航天", en: "Aerospace" } }];
    await updateField(ctx, "customer", "industry", { options, label: { zh: "所属行业", en: "Sector" } });
    assert.equal((await createRecord(ctx, customer(), { name: "火箭", industry: "Aerospace" })).industry, "航天");
    await assert.rejects(updateField(ctx, "customer", "industry", { options: options.slice(1) }), { code: "VALIDATION_FAILED" });
  });
});
