import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, type Journey, startJourney, textOf } from "./journey.ts";

let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.stop());

test("a field is added and used at once in the form, the list and the filter", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/settings/objects/customer");
  await page.getByRole("button", { name: "添加字段" }).click();
  await choose(page, /^类型/, "单选");
  await page.getByLabel(/^中文名称/).fill("客户热度");
  await page.getByLabel("英文名称").fill("Heat");
  await page.getByRole("button", { name: "添加选项" }).click();
  await page.getByLabel("中文", { exact: true }).fill("热");
  await page.getByRole("button", { name: "添加选项" }).click();
  await page.getByLabel("中文", { exact: true }).nth(1).fill("冷");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("字段“客户热度”已可使用").waitFor();
  await page.getByRole("link", { name: "打开列表" }).click();
  await page.getByRole("button", { name: "新建客户" }).first().click();
  await page.getByLabel("客户名称").fill("热门公司");
  await choose(page, "客户热度", "热");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByRole("heading", { name: "热门公司" }).waitFor();
  await page.getByText("客户热度").first().waitFor();
  const found = await journey.server.admin.get(`/api/v1/customers?filter=${encodeURIComponent(JSON.stringify({ heat: "热" }))}`);
  assert.equal(found.body.data.length, 1);
  await page.goto("/o/customers");
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("button", { name: "客户热度 单选" }).waitFor();
  assert.deepEqual(problems, []);
});

test("an object of one's own has its place in the navigation, its form and its list", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/settings/objects");
  await page.getByRole("button", { name: "新建对象" }).click();
  await page.getByLabel("中文名称").fill("项目");
  await page.getByLabel("英文名称").fill("Project");
  await page.getByRole("button", { name: "创建" }).click();
  await page.getByRole("heading", { name: "项目", level: 2 }).waitFor();
  await page.getByRole("button", { name: "添加字段" }).click();
  await choose(page, /^类型/, "关联一条");
  await page.getByLabel(/^中文名称/).fill("客户");
  await page.getByLabel("英文名称").fill("Customer id");
  await choose(page, /^关联对象/, "客户");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("字段“客户”已可使用").waitFor();
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "项目" }).click();
  await page.getByRole("button", { name: "新建项目" }).first().click();
  await page.getByLabel("名称").fill("年度采购");
  await page.getByLabel("客户").click();
  await page.getByLabel("客户").fill("热门");
  await page.locator(".ant-select-dropdown:visible").getByText("热门公司").click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByRole("heading", { name: "年度采购" }).waitFor();
  await page.getByRole("link", { name: "热门公司" }).click();
  await page.getByRole("heading", { name: "热门公司" }).waitFor();
  await page.getByRole("link", { name: "年度采购" }).waitFor();
  assert.deepEqual(problems, []);
});

test("an API key shows its token once, and the token works", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "新建密钥" }).click();
  await page.getByLabel(/^名称/).fill("商城同步");
  await page.getByRole("button", { name: "创建" }).click();
  const token = await textOf(page.getByLabel("密钥", { exact: true }));
  assert.equal((await journey.server.withToken(token).get("/api/v1/customers")).status, 200);
  await page.getByRole("button", { name: "我已保存" }).click();
  await page.getByText("商城同步").waitFor();
  await page.getByRole("button", { name: "停用 商城同步" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "停用" }).click();
  await page.getByText("还没有密钥").waitFor();
  assert.equal((await journey.server.withToken(token).get("/api/v1/customers")).status, 401);
  assert.deepEqual(problems, []);
});
