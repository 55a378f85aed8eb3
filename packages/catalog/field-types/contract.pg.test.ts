import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { errorTexts } from "@keshu/kernel";
import { type TestDatabase, testDatabase } from "@keshu/platform/testing";
import type { Field, FieldDefinition } from "../field.ts";
import type { ApiValue, ParseEnvironment } from "../field-type.ts";
import { fieldType, fieldTypeIds, fieldTypes } from "./registry.ts";
import { accepts } from "./testing/accepts.ts";

// Every field type keeps the same promises. A new type is covered by its line in `wrong`, and by further fields where it has settings.

const env: ParseEnvironment = { now: new Date("2026-11-22T04:00:00Z"), timeZone: "Asia/Shanghai", mode: "strict" };
const option = (value: string, en: string) => ({ value, label: { zh: value, en } });
const options = [option("制造业", "Manufacturing"), option("批发, 零售", "Trade"), option('a"b\\{c}', "NULL")];

const settings: (Partial<FieldDefinition> & Pick<FieldDefinition, "type">)[] = [
  ...fieldTypeIds.map((type) => ({ type, ...(type === "select" ? { options } : {}), ...(type.startsWith("relation") ? { target: "customer" } : {}) })),
  { type: "text", maxLength: 4 },
  { type: "text", companionOf: "amount", maxLength: 3, pattern: "^[A-Z]{3}$" },
  { type: "number", decimals: 0, min: 1, max: 5 },
  { type: "money", min: 5000 },
  { type: "multi_select", options },
  { type: "auto_number", prefix: "CU" },
];
const fields: Field[] = settings.map((definition, i) => ({
  name: `f${i}`,
  label: { zh: "字段", en: "Field" },
  column: `f${i}`,
  system: false,
  custom: true,
  searchable: false,
  required: false,
  unique: false,
  ...definition,
}));
const available = fields.filter((f) => f.type !== "formula" && f.type !== "roll_up");

const wrong: Record<string, unknown[]> = {
  text: [{}, ["a"], "a\u0000b", "x".repeat(300), "\ud800"],
  long_text: [{}, true, "x".repeat(100_001)],
  number: ["abc", {}, true, "1,23", "1e99", Number.NaN],
  money: ["面议", "1.234", 0.001, {}, "99999999999999999999"],
  percent: ["half", []],
  date: ["2026-02-30", "2025-02-29", "13/13/2026", 20260513, "tomorrow", {}, "2026-00-10", "0000-01-01"],
  datetime: ["2026-05-13 25:00", "2026-05-13T10:61:00Z", "2026-13-01", 5, {}, "noon", "2026-05-13 10:00 Mars"],
  boolean: ["maybe", 2, {}],
  select: ["采矿业", {}, 5],
  multi_select: [5, {}, [{}], "x".repeat(200)],
  phone: ["12345", "abc", "88888888", {}, "1380013800", "+999 123", "13800138000/13900139000", "1.38E+10"],
  email: ["a@b", "a b@c.cn", "a@@b.cn", ".a@b.cn", "a..b@c.cn", {}, "张三"],
  url: ["javascript:alert(1)", "ftp://a.cn", "foo", "http://", "a b.cn", {}, "https://u:p@a.cn"],
  address: [5, [], { province: 5 }, { town: "x" }, "x".repeat(600), '{"province":'],
  user: ["张三", 5, "019a8f3e-6c00-7000-8000-00000000000"],
  department: ["销售部", {}],
  relation: ["CU202611-000123", 1],
  relations: [["x"], 5, "a, b"],
  file: [["x"], {}],
  auto_number: [{}, "x".repeat(65)],
  recurrence: ["每天", "FREQ=HOURLY", "FREQ=DAILY;COUNT=0", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;COUNT=2;UNTIL=20261231", "FREQ=DAILY;UNTIL=20260230", 5, {}],
  formula: ["1", 1],
  roll_up: ["1", 1],
  location: [{ latitude: 91, longitude: 0 }, { latitude: 1 }, "1", "a,b", [1, 2], { latitude: 1, longitude: 2, height: 3 }],
  json: [{ a: "\u0000" }, { a: Number.NaN }, new Date(), "x".repeat(100_001)],
};

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
  await database.db.query(`create table v (id int, ${available.map((f) => `${f.column} ${fieldType(f.type).sqlType(f)}`).join(", ")})`);
});
after(() => database.close());

/** Through a real column and back. */
async function stored(field: Field, value: ApiValue): Promise<unknown> {
  const type = fieldType(field.type);
  await database.db.query("delete from v");
  await database.db.query(`insert into v (id, ${field.column}) values (1, $1::text::${type.sqlType(field)})`, [type.encode(value, field)]);
  const column = `t."${field.column}"`;
  const { rows } = await database.db.query<{ value: unknown }>(`select ${type.select?.(column, field) ?? column} as value from v t`);
  return rows[0]?.value;
}

test("every id of the contract is registered, under its own name", () => {
  assert.deepEqual([...fieldTypes.keys()].sort(), [...fieldTypeIds].sort());
  for (const [id, type] of fieldTypes) assert.equal(type.id, id);
});

for (const field of available) {
  const type = fieldType(field.type);
  const title = `${field.type} ${JSON.stringify(settings[fields.indexOf(field)], ["maxLength", "decimals", "prefix", "companionOf", "min"])}`;

  test(`${title}: the example is stored and read back as it is`, async () => {
    const example = type.example(field);
    assert.deepEqual(type.parse(example, field, env), { ok: true, value: example });
    assert.deepEqual(await stored(field, example), example);
  });

  test(`${title}: an exported cell is imported as the same value`, () => {
    const example = type.example(field);
    for (const locale of ["zh-CN", "en"] as const) {
      for (const timeZone of ["Asia/Shanghai", "America/New_York"]) {
        const cell = type.toCell(example, field, { locale, timeZone });
        assert.deepEqual(type.parse(cell, field, { ...env, timeZone, mode: "cell" }), { ok: true, value: example }, cell);
      }
    }
  });

  test(`${title}: the schemas accept the example`, () => {
    assert.deepEqual(accepts(type.schema(field), type.example(field)), []);
    assert.deepEqual(accepts((type.inputSchema ?? type.schema)(field), type.example(field)), []);
    if (type.validateDefinition) assert.deepEqual(type.validateDefinition(field), []);
  });

  test(`${title}: a masked value does not hold the whole`, () => {
    const example = type.example(field);
    const whole = typeof example === "string" ? example : JSON.stringify(example);
    const masked = type.mask(example, field);
    assert.ok(!JSON.stringify(masked).includes(whole) && JSON.stringify(masked) !== JSON.stringify(example));
    if (typeof example === "string")
      for (let i = 1; i < example.length; i++) assert.ok(!JSON.stringify(type.mask(example.slice(0, i), field)).includes(`"${example.slice(0, i)}"`));
  });

  test(`${title}: nothing visible is null, and in cells placeholders are too`, () => {
    if (field.type !== "json") assert.deepEqual(type.parse(" \u3000\u200b", field, env), { ok: true, value: null });
    for (const cell of ["-", "NULL", "N/A", "无", "　", "--", " null "])
      assert.deepEqual(type.parse(cell, field, { ...env, mode: "cell" }), { ok: true, value: null });
  });

  test(`${title}: it sorts, in its collation`, async () => {
    if (!type.isSortable) return;
    await database.db.query(`select 1 from v order by ${field.column}${type.collation ? ` collate ${type.collation}` : ""}`);
  });
}

for (const id of fieldTypeIds) {
  test(`${id}: wrong input is refused with a known code`, () => {
    const field = fields.find((f) => f.type === id) as Field;
    for (const input of wrong[id] as unknown[]) {
      for (const mode of ["strict", "cell"] as const) {
        if ((mode === "cell" && id === "date" && typeof input === "number") || (id === "json" && typeof input === "string" && mode === "cell")) continue;
        const parsed = fieldType(id).parse(input, field, { ...env, mode });
        assert.equal(parsed.ok, false, `${JSON.stringify(input)?.slice(0, 60)} → ${JSON.stringify(parsed)}`);
        assert.ok(!parsed.ok && parsed.code in errorTexts);
      }
    }
  });
}

test("formula and roll_up cannot be defined yet", () => {
  for (const id of ["formula", "roll_up"] as const)
    assert.deepEqual(fieldType(id).validateDefinition?.(fields[0] as Field), [{ path: "type", code: "NOT_AVAILABLE" }]);
});

test("awkward elements survive an array column", async () => {
  const field = available.find((f) => f.type === "multi_select" && !f.options) as Field;
  const tags = ["a,b", 'say "hi"', "back\\slash", "{x}", "NULL", "单引'号", "半 角"];
  assert.deepEqual(await stored(field, tags), tags);
  assert.deepEqual(await stored(field, []), []);
  const cell = fieldType("multi_select").toCell(tags, field, { locale: "zh-CN", timeZone: "UTC" });
  assert.deepEqual(fieldType("multi_select").parse(cell, field, { ...env, mode: "cell" }), { ok: true, value: tags });
});

test("moments are read back in the form in which they were parsed", async () => {
  const field = available.find((f) => f.type === "datetime") as Field;
  for (const input of ["2026-05-13T08:00:00Z", "2026-05-13T08:00:00.120Z", "2026-05-13T08:00:00.007+08:00", "0001-01-02T00:00:00Z", "9999-12-31T00:00:00Z"]) {
    const parsed = fieldType("datetime").parse(input, field, env);
    assert.ok(parsed.ok);
    assert.equal(await stored(field, parsed.value), parsed.value);
  }
});

test("definitions that cannot work are refused", () => {
  const check = (definition: Partial<FieldDefinition> & Pick<FieldDefinition, "type">) =>
    fieldType(definition.type)
      .validateDefinition?.({ ...(fields[0] as Field), ...definition })
      .map((p) => p.path);
  assert.deepEqual(check({ type: "select" }), ["options"]);
  assert.deepEqual(check({ type: "select", options: [option("a", "A"), option("Ａ", "B")] }), ["options.1.value"]);
  assert.deepEqual(check({ type: "relation" }), ["target"]);
  assert.deepEqual(check({ type: "text", pattern: "(" }), ["pattern"]);
  assert.deepEqual(check({ type: "text", maxLength: 0 }), ["max_length"]);
  assert.deepEqual(check({ type: "number", min: 5, max: 1 }), ["max"]);
});
