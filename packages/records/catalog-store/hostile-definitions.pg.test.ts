import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { FieldDefinition, ObjectType } from "@keshu/catalog";
import type { ApplicationError, Context, Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { addField, addObject, createRecord, currentCatalog, removeField, removeObject, updateField, writeBatch } from "../index.ts";
import { prepareEngine, testContext } from "../testing.ts";

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

const label = { zh: "自定义", en: "Custom" };
const field = (name: string, type: FieldDefinition["type"], more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  name,
  type,
  label,
  ...(type === "select" || type === "multi_select" ? { options: [{ value: "甲", label }] } : {}),
  ...(type === "relation" || type === "relations" ? { target: "customer" } : {}),
  ...more,
});
const make = (fields: FieldDefinition[], more: object = {}) => addObject(ctx, { name: `thing_${++count}`, label, fields, ...more });
const refuses = (work: Promise<unknown>, path: string, code?: string) =>
  assert.rejects(work, (error: ApplicationError) => {
    assert.ok(
      error.errors?.some((e) => e.path === path && (code === undefined || e.code === code)),
      `${path} ${code}: ${error.message} ${JSON.stringify(error.errors)}`,
    );
    return true;
  });

test("names of the engine, of PostgreSQL and of JavaScript are no fields", async () => {
  for (const name of ["constructor", "xmin", "ctid", "tableoid", "deleted_at", "count", "__proto__", "a b", 'a"b'])
    await refuses(make([field(name, "text")]), "fields.0.name", "INVALID_NAME");
  for (const name of ["number", "version", "tags", "owner_id", "owner", "created_at", "updated_by"])
    await refuses(make([field(name, "text")]), "fields.0.name", "NAME_TAKEN");
  await refuses(make([field("x", "money"), field("x_currency", "text")]), "fields.1.name", "NAME_TAKEN");
  await refuses(make([field("x_currency", "text"), field("x", "money")]), "fields.1.name", "NAME_TAKEN");
  await refuses(make([field("buyer_id", "relation"), field("buyer", "text")]), "fields.1.name", "NAME_TAKEN");
  await refuses(make([], { titleField: "created_at" }), "title_field.name", "NAME_TAKEN");
  await refuses(make([field("ti", "json")], { titleField: "ti" }), "title_field");
  await refuses(make([field("a", "text", { maxLength: 9000 })]), "fields.0.max_length");
});

test("texts that cannot be stored are refused where they stand", async () => {
  await refuses(make([field("a", "text", { label: { zh: "a\0", en: "b" } })]), "fields.0.label.zh");
  await refuses(make([field("a", "text"), field("b", "select", { options: [{ value: "\ud800", label }] })]), "fields.1.options", "INVALID_TEXT");
});

test("a default is read when it is declared, not when somebody writes", async () => {
  const bad: [FieldDefinition["type"], unknown][] = [
    ["number", "abc"],
    ["text", { a: 1 }],
    ["text", ["x"]],
    ["text", "$now"],
    ["select", "无"],
    ["multi_select", "无"],
    ["file", "x"],
    ["date", "$now"],
    ["money", "1e99"],
    ["email", "x"],
  ];
  for (const [type, value] of bad) {
    await refuses(make([field("a", "text"), field("d", type, { default: value })]), "fields.1.default");
    await refuses(make([field("a", "text"), field("d", type, { emptyValue: value })]), "fields.1.empty_value");
  }
  const object = await make([
    field("a", "text"),
    field("d", "multi_select", { default: "甲" }),
    field("n", "money", { default: "1,000" }),
    field("u", "user", { default: "$user" }),
  ]);
  const record = await createRecord(ctx, object, { a: "x", u: null });
  assert.deepEqual([record.d, record.n, record.u], [["甲"], "1000.00", null]);
});

test("fields an object was made with can be changed and removed like those added later", async () => {
  const object = await make([field("a", "text"), field("b", "text"), field("k", "number")]);
  await updateField(ctx, object.name, "b", { maxLength: 2, label: { zh: "短", en: "Short" } });
  const changed = currentCatalog().byName.get(object.name) as ObjectType;
  assert.equal(changed.fields.get("b")?.label.zh, "短");
  await assert.rejects(createRecord(ctx, changed, { a: "x", b: "abc" }));
  await refuses(updateField(ctx, object.name, "k", { default: "abc" }), "default");
  await refuses(updateField(ctx, object.name, "k", { min: 5, max: 1 }), "max");
  await refuses(updateField(ctx, object.name, "b", { pattern: "(" }), "pattern");
  await removeField(ctx, object.name, "b");
  await addField(ctx, object.name, field("b", "number"));
  assert.equal(currentCatalog().byName.get(object.name)?.fields.get("b")?.label.zh, label.zh);
  await assert.rejects(removeField(ctx, object.name, "nope"), { code: "NOT_FOUND" });
});

test("edits at once: one wins, the others are told", async () => {
  const outcomes = async (work: (i: number) => Promise<unknown>) =>
    (await Promise.allSettled(Array.from({ length: 5 }, (_, i) => work(i))))
      .map((r) => (r.status === "fulfilled" ? "done" : ((r.reason as ApplicationError).errors?.[0]?.code ?? r.reason.code)))
      .sort();
  const object = await make([field("a", "text"), field("b", "text"), field("c", "text")]);
  const expected = (code: string) => [...Array(4).fill(code), "done"];
  assert.deepEqual(await outcomes(() => addField(ctx, object.name, field("same", "text"))), expected("NAME_TAKEN"));
  assert.deepEqual(await outcomes(() => addObject(ctx, { name: "same_object", label })), expected("NAME_TAKEN"));
  assert.deepEqual(await outcomes((i) => addObject(ctx, { name: `path_${i}`, plural: "same_path", label })), expected("NAME_TAKEN"));
  assert.deepEqual(await outcomes(() => removeField(ctx, object.name, "same")), expected("NOT_FOUND"));
  assert.deepEqual((await outcomes((i) => removeField(ctx, object.name, i % 2 ? "b" : "c"))).filter((o) => o === "done").length, 2);
  assert.deepEqual(await outcomes(() => removeObject(ctx, "same_object")), expected("UNKNOWN_OBJECT"));
  const again = await addObject(ctx, { name: "same_object", label, fields: [field("a", "text")] });
  await createRecord(ctx, again, { a: "x" });
});

test("a value too long for an index is refused at its field, alone", async () => {
  const object = await make([field("a", "text"), field("u", "url", { unique: true })]);
  const u = `http://x.cn/${Array.from({ length: 1500 }, (_, i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20000))).join("")}`;
  await refuses(createRecord(ctx, object, { a: "x", u }), "u", "TOO_LONG");
  const { results } = await writeBatch(ctx, object, { operation: "create", records: [{ a: "1" }, { a: "2", u }, { a: "3" }] });
  assert.deepEqual(
    results.map((r) => (r.ok ? "ok" : r.errors[0]?.path)),
    ["ok", "u", "ok"],
  );
  for (const type of ["json", "long_text", "multi_select", "relations", "address"] as const)
    await refuses(make([field("a", "text"), field("u", type, { unique: true })]), "fields.1.unique");
});
