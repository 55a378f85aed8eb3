import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { expectTitles, type Journey, startJourney, textOf } from "./journey.ts";

const { encode } = createRequire(new URL("../packages/transfer/package.json", import.meta.url))("iconv-lite") as {
  encode: (text: string, encoding: string) => Buffer;
};

let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.stop());

const rows = [
  "客户编号,公司名称,手机号,行业,邮箱",
  "C1,杭州云栖智造,１３８-0000-1380,制造业,a@example.cn",
  "C2,宁波海曙明辉,不是电话,批发零售,b@example.cn",
  'C3,"苏州华兴, 精密",+86 139 0000 1390,,-',
  "C4,成都天府健康,13700001370,医疗健康,c@example.cn",
];

test("a GB18030 file is recognised, tried, imported, its refused row comes back with the reason, and all is undone", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/imports/new?object=customer");
  await page.locator("input[type=file]").setInputFiles({ name: "客户.csv", mimeType: "text/csv", buffer: encode(rows.join("\r\n"), "gb18030") });
  await page.getByText("GB18030").first().waitFor();
  await page.getByText("前 4 行中有 1 行需要处理").waitFor();
  await page.getByText("138 0000 1380").waitFor();
  await page.getByRole("button", { name: "下一步：逐行检查" }).click();
  await page.getByText("1 行会被拒绝").waitFor();
  await page.getByRole("row", { name: /3 宁波海曙明辉 失败/ }).waitFor();
  await page.getByRole("button", { name: /^全部/ }).click();
  await page.getByRole("row", { name: /5 成都天府健康 新建/ }).waitFor();
  assert.equal(await page.locator(".k-verdict-table tbody tr").count(), 4);
  assert.equal((await journey.server.admin.get("/api/v1/customers?count=exact")).body.count, 0);

  await page.getByRole("button", { name: "导入 3 条" }).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.getByText("1 行没有导入").waitFor();
  assert.equal(await textOf(page.locator("[data-count=created]")), "3");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载错误文件" }).click();
  const refused = await readFile(await (await download).path(), "utf8");
  assert.match(refused, /宁波海曙明辉/);
  assert.match(refused, /电话号码/);

  await page.getByRole("link", { name: "查看客户" }).click();
  await expectTitles(page, ["成都天府健康", "杭州云栖智造", "苏州华兴, 精密"]);
  await page.goBack();
  await page.getByRole("button", { name: "撤销导入" }).click();
  await page
    .getByRole("dialog")
    .getByText(/新建的 \d+ 条记录将移到回收站/)
    .waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "撤销导入" }).click();
  await page.getByText("3 条移到回收站").waitFor();
  assert.equal((await journey.server.admin.get("/api/v1/customers?count=exact")).body.count, 0);
  await page.getByRole("link", { name: "导入", exact: true }).first().click();
  await page.getByRole("link", { name: "客户.csv" }).first().waitFor();
  assert.deepEqual(problems, []);
});

test("a list is exported as it is filtered, in the chosen columns", async () => {
  for (const [name, level] of [
    ["甲公司", "A"],
    ["乙公司", "B"],
  ])
    await journey.server.admin.post("/api/v1/customers", { name, level });
  const { page, problems } = await journey.signedIn();
  await page.goto(`/o/customers?filter=${encodeURIComponent(JSON.stringify({ level: { in: ["A"] } }))}`);
  await expectTitles(page, ["甲公司"]);
  await page.getByRole("button", { name: "导出", exact: true }).click();
  await page.getByRole("radio", { name: /CSV/ }).check();
  await page.getByRole("button", { name: "开始导出" }).click();
  await page.getByRole("link", { name: "下载文件" }).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载文件" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  assert.match(text, /客户名称/);
  assert.match(text, /甲公司/);
  assert.doesNotMatch(text, /乙公司/);
  assert.deepEqual(problems, []);
});
