import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import type { SourceRow } from "./csv.ts";
import { inspectSource } from "./source.ts";
import { readXlsx } from "./xlsx.ts";
import { lookOfFormat, textOfNumber } from "./xlsx-cells.ts";

const folder = await mkdtemp(join(tmpdir(), "keshu-xlsx-"));
after(() => rm(folder, { recursive: true }));

async function all(path: string, sheet?: string): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const batch of readXlsx(path, { sheet })) rows.push(...batch);
  return rows;
}

test("dates, numbers, shared and rich strings, formulas, percentages, gaps", async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("隐藏", { state: "hidden" }).addRow(["no"]);
  const sheet = book.addWorksheet("客户 & <表>");
  sheet.addRow(["名称", "日期", "时间", "手机", "金额", "公式", "比例", "真假", "空", "富文本"]);
  const row = sheet.addRow([
    "甲 & 乙 <丙>\n第二行",
    new Date(Date.UTC(2026, 4, 13)),
    new Date(Date.UTC(2026, 4, 13, 8, 30, 5)),
    13800138000,
    1234.5,
    { formula: "1+2", result: 3 },
    0.25,
    true,
    null,
    { richText: [{ text: "富" }, { text: "文本", font: { bold: true } }] },
  ]);
  row.getCell(2).numFmt = 'yyyy"年"m"月"d"日"';
  row.getCell(3).numFmt = "yyyy-mm-dd hh:mm:ss";
  row.getCell(5).numFmt = "¥#,##0.00";
  row.getCell(7).numFmt = "0%";
  sheet.getCell("C5").value = "孤";
  const path = join(folder, "a.xlsx");
  await book.xlsx.writeFile(path);
  const rows = await all(path);
  assert.equal(rows[0]?.cells[0], "名称");
  assert.deepEqual(rows[1], {
    row: 2,
    cells: ["甲 & 乙 <丙>\n第二行", "2026-05-13", "2026-05-13T08:30:05", "13800138000", "1234.5", "3", "25%", "TRUE", "", "富文本"],
  });
  assert.deepEqual(rows[2], { row: 5, cells: ["", "", "孤"] });
  assert.deepEqual((await all(path, "隐藏"))[0]?.cells, ["no"]);
  assert.deepEqual((await all(path, "1"))[0]?.cells, ["no"]);
  await assert.rejects(all(path, "没有"), { code: "UNKNOWN_SHEET" });
  const { format } = await inspectSource(path);
  assert.deepEqual(format.sheets, ["隐藏", "客户 & <表>"]);
});

test("a cut, a scrambled, a foreign and a locked file each say what is wrong", async () => {
  const whole = await readFile(join(folder, "a.xlsx"));
  const write = async (bytes: Buffer): Promise<string> => {
    const path = join(folder, "bad.xlsx");
    await writeFile(path, bytes);
    return path;
  };
  await assert.rejects(all(await write(whole.subarray(0, whole.length / 2))), { code: "FILE_CORRUPT" });
  const scrambled = Buffer.from(whole);
  for (let i = 200; i < whole.length - 3000; i += 7) scrambled[i] = 0x5a;
  await assert.rejects(all(await write(scrambled)), { code: "FILE_CORRUPT" });
  await assert.rejects(all(await write(zip([{ name: "hello.txt", data: Buffer.from("x") }]))), { code: "FILE_CORRUPT" });
  await assert.rejects(inspectSource(await write(Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]))), { code: "FILE_ENCRYPTED" });
});

test("a zip bomb ends with a clear error", async () => {
  const bomb = deflateRawSync(Buffer.alloc(80 * 1024 * 1024, "<c><v>1</v></c>"));
  const path = join(folder, "bomb.xlsx");
  await writeFile(path, zip([...frame(), { name: "xl/worksheets/sheet1.xml", deflated: bomb, size: 80 * 1024 * 1024 }]));
  await assert.rejects(all(path), { code: "FILE_EXPANDS_TOO_MUCH" });
});

test("prefixed names, missing references, inline strings and 1904 dates of other writers", async () => {
  const sheet =
    '<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>名</x:t></x:is></x:c><x:c><x:v>5</x:v></x:c><x:c t="str"><x:v>a&#x4e2d;_x000D_b</x:v></x:c></x:row><x:row/></x:sheetData></x:worksheet>';
  const path = join(folder, "other.xlsx");
  await writeFile(path, zip([...frame(), { name: "xl/worksheets/sheet1.xml", data: Buffer.from(sheet) }]));
  assert.deepEqual(await all(path), [{ row: 1, cells: ["名", "5", "a中\rb"] }]);
});

test("formats and serial numbers", () => {
  for (const [code, look] of [
    ["yyyy/m/d", "date"],
    ["m/d/yy h:mm", "datetime"],
    ["h:mm:ss", "time"],
    ["[$-804]yyyy年m月d日", "date"],
    ["0.00%", "percent"],
    ["#,##0.00", "plain"],
    ["General", "plain"],
    ['[Red]0"days"', "plain"],
    ["[h]:mm", "time"],
    ["mmm-yy", "date"],
    ["mm:ss.0", "time"],
  ] as const) {
    assert.equal(lookOfFormat(200, code), look, code);
  }
  assert.equal(lookOfFormat(14, undefined), "date");
  assert.equal(lookOfFormat(31, undefined), "date");
  assert.equal(textOfNumber("46155", "date", false), "2026-05-13");
  assert.equal(textOfNumber("44693", "date", true), "2026-05-13");
  assert.equal(textOfNumber("1", "date", false), "1900-01-01");
  assert.equal(textOfNumber("61", "date", false), "1900-03-01");
  assert.equal(textOfNumber("0.1", "percent", false), "10%");
  assert.equal(textOfNumber("0.30000000000000004", "plain", false), "0.3");
  assert.equal(textOfNumber("1.38001380001E+10", "plain", false), "13800138000.1");
});

interface Part {
  name: string;
  data?: Buffer;
  deflated?: Buffer;
  size?: number;
}

function frame(): Part[] {
  const xml = (text: string): Buffer => Buffer.from(`<?xml version="1.0"?>${text}`);
  return [
    { name: "xl/workbook.xml", data: xml('<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>') },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: xml('<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
    },
  ];
}

function zip(parts: Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const body = part.deflated ?? part.data ?? Buffer.alloc(0);
    const name = Buffer.from(part.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(part.deflated ? 8 : 0, 8);
    local.writeUInt32LE(body.length, 18);
    local.writeUInt32LE(part.size ?? body.length, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(part.deflated ? 8 : 0, 10);
    central.writeUInt32LE(body.length, 20);
    central.writeUInt32LE(part.size ?? body.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local, name, body);
    directory.push(central, name);
    offset += 30 + name.length + body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, end]);
}
