import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { newId, type Principal } from "@keshu/kernel";
import { createRecord, listRecords } from "@keshu/records";
import { testContext, testPrincipal } from "@keshu/records/testing";
import ExcelJS from "exceljs";
import { readXlsx } from "../reading/xlsx.ts";
import { objectNamed, prepareTransfer, type TransferTest } from "../testing.ts";
import { createExport, type ExportRequest } from "./create-export.ts";
import { findExport } from "./export-store.ts";
import { runExport } from "./run-export.ts";

let t: TransferTest;
before(async () => {
  t = await prepareTransfer();
  const customer = objectNamed("customer");
  const twins = [newId(), newId()];
  for (const id of twins) await createRecord(t.admin, customer, { id, name: "同名集团", code: `T${id.slice(-2)}` });
  await createRecord(t.admin, customer, {
    name: '=HYPERLINK("http://x","点我")',
    code: "+1",
    remark: '@SUM(A1)\n第二行, "引号"',
    phone: "13800138000",
    amount: "-12.50",
    score: -3,
    signed_on: "2026-05-13",
    parent_id: twins[1],
    tags: ["重点", "a,b"],
    address: "浙江省杭州市西湖区文三路1号",
    email: "a@b.cn",
    industry: "金融",
  });
  await createRecord(t.admin, customer, { name: "普通", code: "N1", amount: "1", amount_currency: "USD" });
});
after(() => t.close());

async function exportFile(request: Partial<ExportRequest> = {}, ctx = t.admin): Promise<{ text: string; bytes: Buffer; name: string }> {
  const id = await createExport(ctx, objectNamed("customer"), { format: "csv", options: {}, ...request });
  await runExport(t.seams, id, { signal: new AbortController().signal, attempt: 1 });
  const stored = await findExport(t.db, id);
  assert.equal(stored?.state, "done", JSON.stringify(stored?.error));
  assert.equal(stored?.total, stored?.processed);
  const { stream } = await t.seams.files.open(t.db, stored?.file_id as string);
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  return { text: bytes.toString("utf8"), bytes, name: stored?.file_name as string };
}

test("labels, names for relations, and cells no spreadsheet runs", async () => {
  const { text, name } = await exportFile({ fields: ["name", "code", "remark", "phone", "amount", "parent_id", "owner_id", "tags"], filter: { code: "+1" } });
  assert.match(name, /^客户-\d{4}-\d\d-\d\d\.csv$/);
  const [header, row] = [text.slice(0, text.indexOf("\r\n")), text.slice(text.indexOf("\r\n") + 2)];
  assert.equal(header, "\ufeff客户名称,外部编号,备注,电话,金额,集团,负责人,标签");
  assert.match(row, /^"'=HYPERLINK\(""http:\/\/x"",""点我""\)",'\+1,"'@SUM\(A1\)\n第二行, ""引号""",'\+8613800138000,-12\.50,同名集团 \(CU[\d-]+\),管理员,/);
  const { text: english } = await exportFile({ fields: ["name"], filter: { code: "N1" } }, { ...t.admin, locale: "en" });
  assert.equal(english, "\ufeffName\r\n普通\r\n");
  const { text: names } = await exportFile({ fields: ["parent_id"], options: { header: "names" } });
  assert.ok(names.startsWith("\ufeffparent_id\r\n"));
});

test("the file is named by the reader's day, which is never the same 26 hours apart", async () => {
  const dayIn = async (time_zone: string) => (await exportFile({ fields: ["name"], options: { time_zone } })).name.slice(3, 13);
  assert.notEqual(await dayIn("Pacific/Kiritimati"), await dayIn("Etc/GMT+12"));
  const today = new Intl.DateTimeFormat("sv", { timeZone: "Pacific/Kiritimati" }).format(new Date());
  assert.equal(await dayIn("Pacific/Kiritimati"), today);
});

for (const format of ["csv", "xlsx"] as const) {
  test(`${format}: what was exported and comes back changes nothing`, async () => {
    const { bytes } = await exportFile({ format });
    const done = await t.importFile(bytes, { key: ["number"], duplicates: "update" }, { name: `a.${format}` });
    const refused = await t.db.query("select refused from keshu.import_chunk where import_id = $1", [done.id]);
    assert.deepEqual([done.failed, done.updated, done.created, done.unchanged], [0, 0, 0, done.total], JSON.stringify([refused.rows, done.mapping]));
    assert.equal(done.total, await t.count("customer"));
    const unmapped = Object.entries(done.mapping)
      .filter(([, field]) => field === null)
      .map(([column]) => column);
    assert.deepEqual(unmapped, ["更新人"]);
  });
}

test("the workbook opens in other readers, with real numbers, dates and quoted text", async () => {
  const { bytes } = await exportFile({ format: "xlsx", fields: ["name", "amount", "signed_on", "created_at", "phone"], filter: { code: "+1" } });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  const row = book.worksheets[0]?.getRow(2);
  assert.equal(row?.getCell(1).value, '=HYPERLINK("http://x","点我")');
  assert.equal(row?.getCell(1).type, ExcelJS.ValueType.String);
  assert.equal(row?.getCell(2).value, -12.5);
  assert.deepEqual(row?.getCell(3).value, new Date(Date.UTC(2026, 4, 13)));
  assert.ok(row?.getCell(4).value instanceof Date);
  assert.equal(row?.getCell(5).value, "+8613800138000");
  const path = join(t.folder, "own.xlsx");
  await writeFile(path, bytes);
  for await (const rows of readXlsx(path)) assert.equal(rows[1]?.cells[2], "2026-05-13");
});

test("only what the person may export: reach, hidden and masked fields", async () => {
  const owner = newId();
  const other = newId();
  for (const [id, name] of [
    [owner, "甲"],
    [other, "乙"],
  ] as const)
    await createRecord(t.admin, objectNamed("user"), { id, name, email: `${name === "甲" ? "a" : "b"}@test.example` });
  for (const [id, name] of [
    [owner, "我的"],
    [other, "同事的"],
  ] as const)
    await createRecord(t.admin, objectNamed("customer"), { name, owner_id: id, phone: "13800138000", remark: "很长的秘密内容" });
  const all = { all: true, owners: [], departments: [], shared: null };
  const own = { all: false, owners: [owner], departments: [], shared: null };
  const both = { all: false, owners: [owner, other], departments: [], shared: null };
  const person = (read: object, give: object | null): Principal => {
    const principal = testPrincipal({
      userId: owner,
      reach: ((object: string, action: string) => (object === "customer" ? (action === "export" ? give : read) : all)) as never,
      restricted: { customer: { phone: "masked", remark: "hidden" } },
    });
    t.principals.set(owner, principal);
    return principal;
  };
  const lines = async (principal: Principal): Promise<string[]> =>
    (await exportFile({ fields: ["name", "phone"] }, testContext(t.db, principal))).text.trim().split("\r\n").slice(1);
  assert.deepEqual(await lines(person(all, own)), [`我的,${masked}`]);
  assert.deepEqual(await lines(person(own, all)), [`我的,${masked}`]);
  assert.deepEqual(await lines(person(own, both)), [`我的,${masked}`]);
  await assert.rejects(createExport(testContext(t.db, person(all, null)), objectNamed("customer"), { format: "csv", options: {} }), { code: "FORBIDDEN" });
  await assert.rejects(exportFile({ fields: ["remark"] }, testContext(t.db, person(all, own))), { code: "UNKNOWN_FIELD" });
  assert.equal((await listRecords(t.admin, objectNamed("customer"), { filter: { name: "同事的" } })).data.length, 1);
});

const masked = "138****8000";

test("wrong filters and sorts are told at once; long lists go page by page", async () => {
  await assert.rejects(exportFile({ filter: { nope: 1 } }), { code: "UNKNOWN_FIELD" });
  await assert.rejects(exportFile({ sort: "nope" }), { code: "INVALID_SORT" });
  const rows = Array.from({ length: 2500 }, (_, i) => `批${String(i).padStart(4, "0")}`);
  await t.importFile(`客户名称\n${rows.join("\n")}\n`);
  const { text } = await exportFile({ fields: ["name"], filter: { name: { starts: "批" } }, sort: "name" });
  assert.deepEqual(text.trim().split("\r\n").slice(1), rows);
});
