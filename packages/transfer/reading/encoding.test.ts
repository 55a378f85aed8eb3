import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import iconv from "iconv-lite";
import { detectEncoding, readEncoding } from "./encoding.ts";
import { inspectSource, readRows } from "./source.ts";

const folder = await mkdtemp(join(tmpdir(), "keshu-encoding-"));
after(() => rm(folder, { recursive: true }));

const text = "客户编号,公司名称,手机号\r\nC1,添旺科技有限公司,１３８００１３８０００\r\nC2,好优惠集團,-\r\n";
const cases: [string, Buffer, string][] = [
  ["utf-8", Buffer.from(text), "utf-8"],
  ["utf-8 with mark", Buffer.from(`\ufeff${text}`), "utf-8"],
  ["gb18030", iconv.encode(text, "gb18030"), "gb18030"],
  ["gbk", iconv.encode(text, "gbk"), "gb18030"],
  ["utf-16le with mark", iconv.encode(text, "utf-16le", { addBOM: true }), "utf-16le"],
  ["utf-16le", iconv.encode(text, "utf-16le"), "utf-16le"],
  ["utf-16be with mark", iconv.encode(text, "utf-16be", { addBOM: true }), "utf-16be"],
  ["utf-16be", iconv.encode(text, "utf-16be"), "utf-16be"],
  ["gb18030 after 300 KB of ASCII", Buffer.concat([Buffer.from("a,b,c\n".repeat(50_000)), iconv.encode(text, "gb18030")]), "gb18030"],
  ["utf-8 after 300 KB of ASCII", Buffer.concat([Buffer.from("a,b,c\n".repeat(50_000)), Buffer.from(text)]), "utf-8"],
  ["utf-8 with one bad byte", Buffer.concat([Buffer.from(text.repeat(20)), Buffer.from([0xff, 0x0a]), Buffer.from(text)]), "utf-8"],
  ["windows-1252", iconv.encode("nom,ville\nAndré,Orléans\nZoë,Genève\n", "windows-1252"), "windows-1252"],
  ["ascii", Buffer.from("a,b\n1,2\n"), "utf-8"],
];

for (const [name, bytes, encoding] of cases) {
  test(`finds ${name}`, async () => {
    const path = join(folder, `${name.replaceAll(" ", "-")}.csv`);
    await writeFile(path, bytes);
    assert.equal(await detectEncoding(path), encoding);
  });
}

test("every Chinese encoding reads as the same rows", async () => {
  for (const [name, bytes] of cases.slice(0, 8)) {
    const path = join(folder, "same.csv");
    await writeFile(path, bytes);
    const { format, rows } = await inspectSource(path);
    assert.deepEqual(format.header, ["客户编号", "公司名称", "手机号"], name);
    assert.deepEqual(rows[1]?.cells, ["C2", name === "gbk" ? "好优惠集團" : "好优惠集團", "-"], name);
    let count = 0;
    for await (const batch of readRows(path, format)) count += batch.length;
    assert.equal(count, 3);
  }
});

test("a title row above the header is passed over", async () => {
  const path = join(folder, "title.csv");
  await writeFile(path, "客户导入模板，请勿修改表头,,,\n名称*,电话,邮箱,行业\n甲,1,a@b.c,教育\n乙,2,,\n");
  const { format, rows } = await inspectSource(path);
  assert.equal(format.headerRow, 2);
  assert.deepEqual(format.header, ["名称*", "电话", "邮箱", "行业"]);
  assert.equal(rows[0]?.row, 3);
});

test("names of encodings as people write them", () => {
  assert.equal(readEncoding("GBK"), "gb18030");
  assert.equal(readEncoding("UTF8"), "utf-8");
  assert.throws(() => readEncoding("klingon"), { code: "INVALID_PARAMETER" });
});
