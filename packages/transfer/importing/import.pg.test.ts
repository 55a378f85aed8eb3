import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createRecord, listRecords, updateRecord } from "@keshu/records";
import { testContext, testPrincipal } from "@keshu/records/testing";
import ExcelJS from "exceljs";
import iconv from "iconv-lite";
import { objectNamed, prepareTransfer, startImport, type TransferTest, textOf } from "../testing.ts";
import { errorFile } from "./error-file.ts";
import { findImport } from "./import-store.ts";
import { listRows } from "./list-rows.ts";
import { previewImport } from "./preview-import.ts";
import { previewReversal } from "./preview-reversal.ts";
import { runImport } from "./run-import.ts";
import type { StoredImport } from "./stored-import.ts";

let t: TransferTest;
before(async () => {
  t = await prepareTransfer();
});
after(() => t.close());

const run = (id: string) => runImport(t.seams, id, { signal: new AbortController().signal });
const find = async (filter: Record<string, unknown>) => (await listRecords(t.admin, objectNamed("customer"), { filter, limit: 1000 })).data;
const counts = (i: StoredImport) => ({
  state: i.state,
  total: i.total,
  created: i.created,
  updated: i.updated,
  unchanged: i.unchanged,
  skipped: i.skipped,
  failed: i.failed,
});
const addsUp = (i: StoredImport) => assert.equal(i.created + i.updated + i.unchanged + i.skipped + i.failed, i.total);

test("a GB18030 file by header names alone, with dirty values and a refused row", async () => {
  const text =
    '客户名称,电话,邮箱,行业,金额,签约日期,备注\n甲公司,１３８-００１３-８０００,A@B.CN,制造业,"¥1,234.50",2026年5月13日,"第一行\n第二行"\n乙公司,-,,NULL,,,\n丙公司,123,x@,火星,abc,2026-13-45,\n少一列,1\n';
  const done = await t.importFile(iconv.encode(text, "gb18030"), {}, { name: "客户.csv" });
  assert.deepEqual(counts(done), { state: "done", total: 4, created: 2, updated: 0, unchanged: 0, skipped: 0, failed: 2 });
  assert.equal(done.format.encoding, "gb18030");
  const [first] = await find({ name: "甲公司" });
  assert.deepEqual(
    [first?.phone, first?.email, first?.industry, first?.amount, first?.signed_on, first?.remark],
    ["+8613800138000", "a@b.cn", "制造业", "1234.50", "2026-05-13", "第一行\n第二行"],
  );
  assert.equal((await find({ name: "乙公司" }))[0]?.industry, "其他");
  const zh = await textOf(errorFile(t.admin, done, objectNamed("customer")));
  assert.ok(zh.startsWith("\ufeff客户名称,电话,邮箱,行业,金额,签约日期,备注,行号,原因\r\n"), zh);
  assert.match(zh, /丙公司,123,x@,火星,abc,2026-13-45,,4,.*“电话”.*“行业”没有选项“火星”/);
  assert.match(zh, /少一列,1,,,,,,5,这一行有 2 列，表头有 7 列/);
  const en = await textOf(errorFile({ ...t.admin, locale: "en" }, done, objectNamed("customer")));
  assert.match(en, /Row,Reasons\r\n/);
  assert.match(en, /“Industry” has no option “火星”/);
  const fixed = zh.replace("123,x@,火星,abc,2026-13-45", "13800138001,x@y.cn,金融,5,2026-01-02").replace(/\r\n少一列.*$/s, "\r\n");
  const again = await t.importFile(fixed);
  assert.deepEqual(counts(again), { state: "done", total: 1, created: 1, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
});

test("with a key the same file changes nothing, wherever its rows of one record stand", async () => {
  const lines = ["外部编号,客户名称,评分,备注"];
  for (let i = 0; i < 2600; i++) lines.push(`K${i % 2300},公司${i % 2300},${i},${i % 7 === 0 ? "" : `r${i}`}`);
  for (let i = 0; i < 20; i++) lines.push(`,无编号${i},1,`);
  lines.push("K7,公司7,坏,x");
  const file = `${lines.join("\n")}\n`;
  const first = await t.importFile(file, { key: ["code"] });
  assert.deepEqual(counts(first), { state: "done", total: 2621, created: 2320, updated: 300, unchanged: 0, skipped: 0, failed: 1 });
  assert.equal((await find({ code: "K7" }))[0]?.score, 2307, "the latest row wins");
  assert.equal((await find({ code: "K0" }))[0]?.remark, "r2300");
  const k = await find({ code: "K252" });
  assert.equal(k[0]?.remark, "r2552", "a blank keeps what is there");
  const second = await t.importFile(file, { key: ["code"], duplicates: "update" });
  assert.deepEqual(counts(second), { state: "done", total: 2621, created: 0, updated: 0, unchanged: 2620, skipped: 0, failed: 1 });
  const skipped = await t.importFile(file, { key: ["code"], duplicates: "skip" });
  addsUp(skipped);
  assert.equal(skipped.created, 0);
  assert.equal(skipped.updated, 0);
  assert.equal((await find({ name: { starts: "无编号" } })).length, 20);
});

test("skip leaves stored records and later rows alone; create makes them all", async () => {
  await t.importFile("外部编号,客户名称\nS1,旧\n", { key: ["code"] });
  const skip = await t.importFile("外部编号,客户名称\nS1,新\nS2,一\nS2,二\n", { key: ["code"], duplicates: "skip" });
  assert.deepEqual(counts(skip), { state: "done", total: 3, created: 1, updated: 0, unchanged: 0, skipped: 2, failed: 0 });
  assert.equal((await find({ code: "S1" }))[0]?.name, "旧");
  assert.equal((await find({ code: "S2" }))[0]?.name, "一");
  const create = await t.importFile("客户名称\n重名\n重名\n", { duplicates: "create" });
  assert.equal(create.created, 2);
});

test("relations by number, name, unique field; people by name and e-mail; parents earlier in the file", async () => {
  const zhang = await createRecord(t.admin, objectNamed("user"), { name: "张三", email: "zhang@test.example" });
  for (let i = 0; i < 2; i++) await createRecord(t.admin, objectNamed("user"), { name: "李重名", email: `li${i}@test.example` });
  const done = await t.importFile(
    "外部编号,客户名称,集团,负责人\nR1,集团甲,,张三\nR2,子一,集团甲,zhang@test.example\nR3,子二,R1,ZHANG@test.example\nR4,孙,子一,\nR5,坏一,没有这家,\nR6,坏二,,李重名\nR7,坏三,,王五\n",
    { key: ["code"] },
  );
  assert.deepEqual(counts(done), { state: "done", total: 7, created: 4, updated: 0, unchanged: 0, skipped: 0, failed: 3 });
  const [parent] = await find({ code: "R1" });
  const [one] = await find({ code: "R2" });
  assert.equal(one?.parent_id, parent?.id);
  assert.equal(one?.owner_id, zhang.id);
  assert.equal((await find({ code: "R3" }))[0]?.parent_id, parent?.id);
  assert.equal((await find({ code: "R4" }))[0]?.parent_id, one?.id);
  const errors = await textOf(errorFile(t.admin, done, objectNamed("customer")));
  assert.match(errors, /坏一.*“集团”指向的记录不存在/);
  assert.match(errors, /坏二.*“李重名”.*多条/);
  assert.match(errors, /坏三.*没有名为“王五”的同事/);
  const made = await t.importFile("外部编号,客户名称,集团,负责人\nR5,坏一,没有这家,王五\n", { key: ["code"], create_records: true, create_people: true });
  assert.equal(made.created, 1);
  assert.equal((await find({ name: "没有这家" })).length, 1);
});

test("unknown options are made when asked", async () => {
  const done = await t.importFile("客户名称,行业\n新行业,深海\n", { create_options: true });
  assert.equal(done.created, 1);
  assert.equal((await find({ name: "新行业" }))[0]?.industry, "深海");
});

test("a dry run tells everything and writes nothing", async () => {
  const before = await t.count("customer");
  const done = await t.importFile("外部编号,客户名称,电话\nD1,试一,13800138000\nD1,试二,\nD2,试三,abc\nR1,集团甲改,\n", { key: ["code"], dry_run: true });
  assert.deepEqual(counts(done), { state: "done", total: 4, created: 1, updated: 2, unchanged: 0, skipped: 0, failed: 1 });
  assert.equal(await t.count("customer"), before);
  assert.equal((await find({ code: "R1" }))[0]?.name, "集团甲");
  const { data, next } = await listRows(t.admin, done, objectNamed("customer"), {});
  assert.equal(next, null);
  assert.deepEqual(
    data.map((r) => [r.row, r.outcome, r.title]),
    [
      [2, "created", "试一"],
      [3, "updated", "试二"],
      [4, "failed", "试三"],
      [5, "updated", "集团甲改"],
    ],
  );
  assert.match(data[2]?.errors[0]?.message ?? "", /电话/);
  assert.equal(data[0]?.record_id, null);
  assert.equal(data[3]?.record_id, (await find({ code: "R1" }))[0]?.id);
});

test("every row's verdict can be paged through and filtered, and leads to its record", async () => {
  const lines = Array.from({ length: 1203 }, (_, i) => `V${i},逐行${i},${i % 100 === 7 ? "不是电话" : ""}`);
  const done = await t.importFile(`外部编号,客户名称,电话\n${lines.join("\n")}\n`, { key: ["code"] });
  const object = objectNamed("customer");
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof listRows>> = await listRows(t.admin, done, object, { limit: 250, ...(cursor ? { cursor } : {}) });
    seen.push(...page.data.map((r) => r.row));
    cursor = page.next ?? undefined;
  } while (cursor);
  assert.deepEqual(
    seen,
    lines.map((_, i) => i + 2),
  );
  const failed = await listRows(t.admin, done, object, { outcome: "failed", limit: 5 });
  assert.deepEqual(
    failed.data.map((r) => r.row),
    [9, 109, 209, 309, 409],
  );
  const rest = await listRows(t.admin, done, object, { outcome: "failed", cursor: failed.next ?? "" });
  assert.equal(failed.data.length + rest.data.length, done.failed);
  const [made] = (await listRows(t.admin, done, object, { outcome: "created", limit: 1 })).data;
  assert.equal((await find({ code: "V0" }))[0]?.id, made?.record_id);
  await assert.rejects(listRows(t.admin, done, object, { cursor: "1;drop" }), { code: "INVALID_CURSOR" });
});

test("rows are told in the order of the file, also where a key comes again much later", async () => {
  const lines = Array.from({ length: 1300 }, (_, i) => `O${i < 1100 ? i : i - 1100},序${i}`);
  const done = await t.importFile(`外部编号,客户名称\n${lines.join("\n")}\n`, { key: ["code"] });
  assert.deepEqual([done.created, done.updated], [1100, 200]);
  const pages: number[][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof listRows>> = await listRows(t.admin, done, objectNamed("customer"), { limit: 400, cursor });
    pages.push(page.data.map((r) => r.row));
    cursor = page.next;
  }
  assert.deepEqual(
    pages.flat(),
    lines.map((_, i) => i + 2),
  );
  // several rows of one record are one to take back
  assert.deepEqual(await previewReversal(t.admin, done, objectNamed("customer")), { deleted: 1100, restored: 0 });
});

test("undo: made ones go, changed ones return, what someone changed since stays", async () => {
  await t.importFile("外部编号,客户名称,评分,备注\nU1,原一,1,旧\nU2,原二,2,旧\n", { key: ["code"] });
  const done = await t.importFile("外部编号,客户名称,评分,备注\nU1,新一,11,新\nU2,新二,22,新\nU3,新三,33,新\n", { key: ["code"] });
  assert.deepEqual([done.created, done.updated], [1, 2]);
  const [edited] = await find({ code: "U2" });
  assert.deepEqual(await previewReversal(t.admin, done, objectNamed("customer")), { deleted: 1, restored: 2 });
  await updateRecord(t.admin, objectNamed("customer"), edited?.id as string, { remark: "后来的人" });
  assert.deepEqual(await previewReversal(t.admin, done, objectNamed("customer")), { deleted: 1, restored: 1 });
  await t.db.query("update keshu.import set state = 'running', phase = 'reversing' where id = $1", [done.id]);
  await run(done.id);
  const reversed = await findImport(t.db, done.id);
  assert.equal(reversed?.state, "reversed");
  assert.deepEqual(reversed?.reversal, { deleted: 1, restored: 1, kept: [{ id: edited?.id, code: "STALE_VERSION" }], kept_count: 1 });
  const [one] = await find({ code: "U1" });
  assert.deepEqual([one?.name, one?.score, one?.remark], ["原一", 1, "旧"]);
  assert.equal((await find({ code: "U2" }))[0]?.remark, "后来的人");
  assert.equal((await find({ code: "U3" })).length, 0);
  assert.equal((await listRecords(t.admin, objectNamed("customer"), { deleted: true, filter: { code: "U3" } })).data.length, 1);
});

test("undo takes what was made for rows as well, unless it is in use by now", async () => {
  const done = await t.importFile("外部编号,客户名称,集团\nW1,子甲,顺手甲\nW2,子乙,顺手乙\nW3,子丙,顺手丙\n", { key: ["code"], create_records: true });
  assert.equal(done.created, 3);
  const named = async (name: string) => (await find({ name }))[0];
  await updateRecord(t.admin, objectNamed("customer"), (await named("顺手乙"))?.id as string, { remark: "谈过了" });
  await createRecord(t.admin, objectNamed("customer"), { name: "后来的子公司", parent_id: (await named("顺手丙"))?.id as string });
  const [touched, held] = [await named("顺手乙"), await named("顺手丙")];
  await t.db.query("update keshu.import set state = 'running', phase = 'reversing' where id = $1", [done.id]);
  await run(done.id);
  const reversed = await findImport(t.db, done.id);
  assert.deepEqual(
    [reversed?.reversal?.deleted, new Map(reversed?.reversal?.kept.map((k) => [k.id, k.code]))],
    [
      4,
      new Map([
        [touched?.id, "STALE_VERSION"],
        [held?.id, "STILL_REFERENCED"],
      ]),
    ],
  );
  assert.equal(await named("顺手甲"), undefined);
  assert.ok((await named("顺手乙")) && (await named("顺手丙")));
});

test("rights: no import, hidden and read-only fields, masked values, reach", async () => {
  const reach = (actions: string[]) => (object: string, action: string) =>
    object === "customer" && !actions.includes(action) ? null : { all: true, owners: [], departments: [], shared: null };
  const none = testContext(t.db, testPrincipal({ reach: reach(["read", "create"]) }));
  await assert.rejects(t.importFile("客户名称\nx\n", { mapping: { 客户名称: "name" }, key: ["__proto__"] }), { code: "VALIDATION_FAILED" });
  await assert.rejects(t.importFile("客户名称\nx\n", {}, { ctx: none }), { code: "FORBIDDEN" });
  const limited = testPrincipal({
    reach: reach(["read", "create", "update", "import"]),
    restricted: { customer: { phone: "hidden", email: "read", remark: "masked" } },
  });
  t.principals.set(limited.userId, limited);
  const ctx = testContext(t.db, limited);
  await assert.rejects(
    t.importFile("客户名称,电话\nx,1\n", { mapping: { 客户名称: "name", 电话: "phone" } }, { ctx }),
    (e: { errors?: { code: string; path: string }[] }) => e.errors?.[0]?.code === "UNKNOWN_FIELD" && e.errors[0].path === "mapping.电话",
  );
  await assert.rejects(
    t.importFile("客户名称,邮箱\nx,1\n", { mapping: { 客户名称: "name", 邮箱: "email" } }, { ctx }),
    (e: { errors?: { code: string }[] }) => e.errors?.[0]?.code === "READ_ONLY",
  );
  await assert.rejects(
    t.importFile("客户名称,备注\nx,1\n", { key: ["remark"] }, { ctx }),
    (e: { errors?: { code: string }[] }) => e.errors?.[0]?.code === "INVALID_PARAMETER",
  );
  await t.importFile("外部编号,客户名称,备注\nM1,面具,真正的备注\n", { key: ["code"] });
  const masked = await t.importFile("外部编号,客户名称,备注\nM1,面具二,真****注\n", { key: ["code"] }, { ctx });
  assert.equal(masked.updated, 1);
  assert.equal((await find({ code: "M1" }))[0]?.remark, "真正的备注");
  t.principals.set(limited.userId, testPrincipal({ reach: reach(["read"]) }));
  const id = await startImport(t.seams, ctx, "客户名称\n来不及\n", {}, { object: "customer", name: "a.csv" });
  await run(id);
  const failed = await findImport(t.db, id);
  assert.deepEqual([failed?.state, failed?.error?.code], ["failed", "FORBIDDEN"]);
});

test("what is wrong with a file or its options is told at once", async () => {
  const refusal = (content: string, options: object) =>
    t.importFile(content, options).then(
      () => assert.fail(),
      (e) => (e.errors?.length ? e.errors.map((x: { path: string; code: string }) => `${x.path} ${x.code}`) : e.code),
    );
  assert.deepEqual(await refusal("", {}), "FILE_EMPTY");
  assert.deepEqual(await refusal("\u0000\u0001\u0002\u0003".repeat(50), {}), "FILE_NOT_TEXT");
  assert.deepEqual(await refusal("%PDF-1.7\n1 0 obj\n", {}), "FILE_NOT_TEXT");
  assert.deepEqual(await refusal('<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>客户名称</td></tr></table></html>', {}), "FILE_MARKUP");
  assert.deepEqual(await refusal("foo,bar\n1,2\n", {}), ["mapping NOTHING_MAPPED"]);
  assert.deepEqual(await refusal("客户名称\nx\n", { mapping: { 没有: "name" } }), ["mapping.没有 UNKNOWN_COLUMN"]);
  assert.deepEqual(await refusal("a,b\nx,y\n", { mapping: { a: "name", b: "name" } }), ["mapping.b FIELD_MAPPED_TWICE"]);
  assert.deepEqual(await refusal("a\nx\n", { mapping: { a: "name" }, key: ["code"] }), ["key.code REQUIRED"]);
  assert.deepEqual(await refusal("a\nx\n", { mapping: { a: "nope" } }), ["mapping.a UNKNOWN_FIELD"]);
  assert.deepEqual(await refusal("a\nx\n", { mapping: { a: "name" }, time_zone: "Mars/Base" }), ["time_zone INVALID_VALUE"]);
});

test("two servers at one import do nothing twice", async () => {
  const lines = ["客户名称,备注"];
  for (let i = 0; i < 5000; i++) lines.push(`双机${i},x`);
  const id = await startImport(t.seams, t.admin, lines.join("\n"), {}, { object: "customer", name: "a.csv" });
  await Promise.all([run(id), run(id), new Promise((r) => setTimeout(r, 300)).then(() => run(id))]);
  const done = (await findImport(t.db, id)) as StoredImport;
  assert.deepEqual(counts(done), { state: "done", total: 5000, created: 5000, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
  const { rows } = await t.db.query<{ n: number; d: number }>(
    "select count(*)::int as n, count(distinct name)::int as d from crm.customer where name like '双机%'",
  );
  assert.deepEqual(rows[0], { n: 5000, d: 5000 });
});

test("XLSX: dates, numbers and phones of cells", async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("Sheet1");
  sheet.addRow(["客户名称", "电话", "金额", "签约日期", "评分"]);
  sheet.addRow(["表格公司", 13800138000, 99.5, new Date(Date.UTC(2026, 4, 13)), { formula: "1+1", result: 2 }]).getCell(4).numFmt = "yyyy-mm-dd";
  sheet.addRow(["短行"]);
  const done = await t.importFile(Buffer.from(await book.xlsx.writeBuffer()), {}, { name: "a.xlsx" });
  assert.deepEqual(counts(done), { state: "done", total: 2, created: 2, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
  const [row] = await find({ name: "表格公司" });
  assert.deepEqual([row?.phone, row?.amount, row?.signed_on, row?.score], ["+8613800138000", "99.50", "2026-05-13", 2]);
});

test("a preview shows cells, verdicts, suggestions and keys", async () => {
  const { writeFile } = await import("node:fs/promises");
  const path = `${t.folder}/preview.csv`;
  await writeFile(path, "客户名称;外部编号;电话;集团\n甲;P1;13800138000;集团甲\n乙;P2;abc;没有\n丙\n");
  const preview = await previewImport(t.admin, objectNamed("customer"), path, {});
  assert.equal(preview.format.delimiter, ";");
  assert.deepEqual(preview.mapping, { 客户名称: "name", 外部编号: "code", 电话: "phone", 集团: "parent_id" });
  assert.deepEqual(preview.keys, [["code"], ["name"]]);
  assert.deepEqual(
    preview.rows[0]?.verdicts.find((v) => v.field === "phone"),
    { field: "phone", ok: true, value: "+8613800138000" },
  );
  assert.deepEqual(
    preview.rows[1]?.verdicts.filter((v) => !v.ok).map((v) => [v.field, v.code]),
    [
      ["phone", "INVALID_PHONE"],
      ["parent_id", "UNKNOWN_RECORD"],
    ],
  );
  assert.equal(preview.rows[2]?.problem?.code, "COLUMN_COUNT");
});
