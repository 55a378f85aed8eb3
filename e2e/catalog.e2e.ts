import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator } from "playwright-core";
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

test("fields chosen together do not repeat: duplicates first, then by the keyboard alone, until the combination is removed", async () => {
  const { page, problems } = await journey.signedIn();
  const { admin } = journey.server;
  const label = (zh: string, en: string) => ({ zh, en });
  const made = await admin.post("/api/v1/catalog/objects", {
    name: "visit",
    label: label("拜访", "Visit"),
    fields: [
      { name: "name", type: "text", label: label("拜访主题", "Subject"), required: true },
      { name: "day", type: "date", label: label("拜访日期", "Day") },
    ],
  });
  assert.equal(made.status, 201, made.text);
  for (let i = 0; i < 2; i++) assert.equal((await admin.post("/api/v1/visits", { name: "季度回访", day: "2026-11-03" })).status, 201);
  await page.goto("/settings/objects/visit");
  await page.getByText("还没有组合唯一").waitFor();
  await page.getByRole("button", { name: "添加组合" }).focus();
  await page.keyboard.press("Enter");
  const fields = page.getByRole("combobox", { name: /^字段/ });
  await expectFocus(fields);
  for (const name of ["拜访主题", "拜访日期"]) {
    await page.keyboard.type(name);
    await page.locator(".ant-select-dropdown:visible").getByTitle(name, { exact: true }).waitFor();
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").getByText("已有 2 条记录的“拜访主题、拜访日期”重复（共 1 组），例如“季度回访 + 2026-11-03”").waitFor();
  const [twin] = await Promise.all([
    page.context().waitForEvent("page"),
    page
      .getByRole("link", { name: /^打开第 2 条/ })
      .focus()
      .then(() => page.keyboard.press("Enter")),
  ]);
  await twin.getByRole("heading", { name: "季度回访" }).waitFor();
  const id = twin.url().split("/").at(-1);
  await twin.close();
  assert.equal((await admin.patch(`/api/v1/visits/${id}`, { day: "2026-11-04" })).status, 200);
  await page.keyboard.press("Control+Enter");
  await page.getByText("已添加组合唯一").waitFor();
  await page.getByText("拜访主题 + 拜访日期").waitFor();

  await page.goto("/o/visits");
  await page.getByRole("button", { name: "新建拜访" }).first().click();
  await page.getByLabel("拜访主题").fill("季度回访");
  await page.getByLabel("拜访日期").fill("2026-11-03");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  // at both fields
  await page.getByText("已有另一条记录的“拜访主题、拜访日期”与此完全相同").nth(1).waitFor();
  await page.getByLabel("拜访主题").fill("年度回访");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByRole("heading", { name: "年度回访" }).waitFor();

  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/settings/objects/visit");
  await page.getByRole("button", { name: "移除 拜访主题 + 拜访日期" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "移除" }).click();
  await page.getByText("还没有组合唯一").waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no page wider than the phone");
  assert.deepEqual(problems, []);
});

test("what someone else removes goes from open pages by itself, by the name it had", async () => {
  const { admin } = journey.server;
  const label = (zh: string, en: string) => ({ zh, en });
  const made = await admin.post("/api/v1/catalog/objects", {
    name: "machine",
    label: label("设备档案", "Machine"),
    fields: [
      { name: "name", type: "text", label: label("名称", "Name"), required: true },
      { name: "wear", type: "text", label: label("磨损程度", "Wear") },
    ],
  });
  assert.equal(made.status, 201, made.text);
  const machine = (await admin.post("/api/v1/machines", { name: "一号机", wear: "轻" })).body;
  const view = await admin.post("/api/v1/views", { object: "machine", name: "磨损重的", kind: "table", filter: { wear: { eq: "重" } }, sharing: "everyone" });
  assert.equal(view.status, 201, view.text);
  const [list, record, form] = [await journey.signedIn(), await journey.signedIn(), await journey.signedIn()];
  await list.page.goto(`/o/machines?filter=${encodeURIComponent('{"wear":{"eq":"重"}}')}&sort=-wear`);
  await list.page.getByText("没有符合条件的设备档案").waitFor();
  await record.page.goto(`/o/machines/${machine.id}`);
  await record.page.getByText("磨损程度").first().waitFor();
  await form.page.goto("/o/machines");
  await form.page.getByRole("columnheader", { name: "磨损程度" }).waitFor();
  await form.page.getByRole("button", { name: "新建设备档案" }).first().click();
  await form.page.getByLabel("名称").fill("二号机");
  await form.page.getByLabel("磨损程度").fill("很重");

  assert.equal((await admin.delete("/api/v1/catalog/objects/machine/fields/wear")).status, 204);
  await list.page.getByText("字段“磨损程度”已被移除，用到它的筛选、排序或分组不再生效").waitFor();
  await list.page.getByText("一号机").waitFor();
  // a saved view says so as long as it is open
  await list.page.goto(`/o/machines?view=${view.body.id}`);
  await list.page.getByRole("note").getByText("1 处用到你看不到或已移除的字段，未生效").waitFor();
  await list.page.getByText("一号机").waitFor();
  await record.page.getByText("磨损程度").first().waitFor({ state: "detached" });
  await form.page.getByText("字段“磨损程度”刚刚被移除，填在里面的内容不会保存").first().waitFor();
  await form.page.keyboard.press("Control+Enter");
  await form.page.getByRole("heading", { name: "二号机" }).waitFor();

  await list.page.getByRole("button", { name: "新建设备档案" }).first().click();
  await list.page.getByLabel("名称").fill("没来得及保存的三号机");
  // why it is no more is asked; meanwhile the page is not blank
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await record.page.route(/machines\?limit=1&fields=id/, (route) => asked.then(() => route.continue()));
  assert.equal((await admin.delete("/api/v1/catalog/objects/machine")).status, 204);
  await record.page.locator(".k-page-skeleton").waitFor();
  answer();
  for (const { page } of [list, record, form]) await page.getByRole("heading", { name: "“设备档案”已被移除" }).waitFor();
  await list.page.getByText("名称: 没来得及保存的三号机").waitFor();
  await list.page.getByRole("button", { name: "复制", exact: true }).click();
  await list.page.getByRole("button", { name: "已复制" }).waitFor();
  await record.page.getByRole("link", { name: "回到工作台" }).click();
  await record.page.waitForURL(/\/$/);
  for (const { problems } of [list, record, form]) assert.deepEqual(problems, []);
});

async function expectFocus(locator: Locator): Promise<void> {
  await locator.waitFor();
  for (let i = 0; i < 40; i++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it does not have the focus");
}
