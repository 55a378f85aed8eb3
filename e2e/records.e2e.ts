import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, expectTitles, type Journey, startJourney } from "./journey.ts";

let journey: Journey;
before(async () => {
  journey = await startJourney();
  const names = [
    ["杭州云栖智造科技有限公司", "制造业", "A"],
    ["宁波海曙明辉贸易有限公司", "批发零售", "B"],
    ["苏州工业园区华兴精密仪器", "制造业", "B"],
  ];
  for (const [name, industry, level] of names) assert.equal((await journey.server.admin.post("/api/v1/customers", { name, industry, level })).status, 201);
});
after(() => journey.stop());

test("a customer is made in the form; what the server refuses stands at its field", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers");
  await page.getByRole("button", { name: "新建客户" }).click();
  await page.getByLabel("手机").fill("12");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("不能为空").waitFor();
  await page.getByText("不是有效的电话号码").waitFor();
  await page.getByText("请检查标出的内容").waitFor();
  await page.getByLabel("客户名称").fill("武汉光谷芯联半导体");
  await page.getByLabel("手机").fill("138-0000-1380");
  // what is put right is no longer called wrong
  assert.equal(await page.getByText(/不能为空|不是有效的电话号码|请检查标出的内容/).count(), 0);
  await choose(page, "行业", "制造业");
  await page.getByLabel("地址").fill("湖北省武汉市洪山区光谷大道 77 号");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByRole("heading", { name: "武汉光谷芯联半导体" }).waitFor();
  await page.getByRole("link", { name: "138 0000 1380" }).first().waitFor();
  await page.getByText("湖北省武汉市洪山区").first().waitFor();
  assert.deepEqual(problems, []);
});

test("two Chinese characters find it, in the palette and in the list", async () => {
  const { page } = await journey.signedIn();
  await page.goto("/");
  await page.getByRole("navigation", { name: "主导航" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "搜索和命令" }).fill("光谷");
  await page.getByRole("option", { name: /武汉光谷芯联半导体/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "武汉光谷芯联半导体" }).waitFor();
  await page.goto("/o/customers");
  await page.getByRole("searchbox").fill("海曙");
  await expectTitles(page, ["宁波海曙明辉贸易有限公司"]);
  await page.waitForURL(/q=/);
});

test("a list is filtered by a sentence, sorted by its head, and its address holds both", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers");
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("button", { name: "行业 单选" }).click();
  await choose(page, "行业", "制造业");
  await page.getByRole("button", { name: "应用" }).click();
  await expectTitles(page, ["武汉光谷芯联半导体", "苏州工业园区华兴精密仪器", "杭州云栖智造科技有限公司"]);
  await page.getByRole("columnheader", { name: "客户名称" }).getByRole("button").click();
  await expectTitles(page, ["杭州云栖智造科技有限公司", "苏州工业园区华兴精密仪器", "武汉光谷芯联半导体"], true);
  await page.getByRole("columnheader", { name: "客户名称" }).getByRole("button").click();
  await expectTitles(page, ["武汉光谷芯联半导体", "苏州工业园区华兴精密仪器", "杭州云栖智造科技有限公司"], true);
  const address = page.url();
  await page.goto("/");
  await page.goto(address);
  await expectTitles(page, ["武汉光谷芯联半导体", "苏州工业园区华兴精密仪器", "杭州云栖智造科技有限公司"], true);
  await page.getByRole("button", { name: "移除这个条件" }).click();
  await expectTitles(page, ["武汉光谷芯联半导体", "苏州工业园区华兴精密仪器", "宁波海曙明辉贸易有限公司", "杭州云栖智造科技有限公司"], true);
  assert.deepEqual(problems, []);
});

test("keys alone move through a list, select, and open a record", async () => {
  const { page } = await journey.signedIn();
  await page.goto("/o/customers?sort=name");
  await page.getByRole("row", { name: /杭州云栖/ }).waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByText("已选 2 条").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("已选 2 条").waitFor({ state: "detached" });
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "杭州云栖智造科技有限公司" }).waitFor();
});

test("deleting can be undone, and the bin gives back", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers?sort=name");
  await page.getByRole("checkbox", { name: "选择 宁波海曙明辉贸易有限公司" }).check();
  await page.getByRole("button", { name: "删除", exact: true }).click();
  await page.getByText("已删除 1 条").waitFor();
  await expectTitles(page, ["杭州云栖智造科技有限公司", "苏州工业园区华兴精密仪器", "武汉光谷芯联半导体"]);
  await page.getByRole("button", { name: "撤销" }).click();
  await expectTitles(page, ["杭州云栖智造科技有限公司", "宁波海曙明辉贸易有限公司", "苏州工业园区华兴精密仪器", "武汉光谷芯联半导体"], true);
  await page.getByText("已删除 1 条").waitFor({ state: "detached" });
  await page.getByRole("checkbox", { name: "选择 宁波海曙明辉贸易有限公司" }).check();
  await page.getByRole("button", { name: "删除", exact: true }).click();
  await page.getByText("已删除 1 条").waitFor();
  await page.goto("/o/customers?deleted=true");
  await page.getByRole("checkbox", { name: "选择 宁波海曙明辉贸易有限公司" }).check();
  await page.getByRole("button", { name: "恢复", exact: true }).click();
  await page.getByText("回收站是空的").waitFor();
  assert.deepEqual(problems, []);
});

test("a value is edited in place; when a colleague was faster, both values are shown and one is chosen", async () => {
  const { body: stored } = await journey.server.admin.post("/api/v1/customers", { name: "冲突测试公司", region: "浙江 杭州" });
  const { page, problems } = await journey.signedIn();
  await page.goto(`/o/customers/${stored.id}`);
  await page.getByRole("button", { name: "编辑地区" }).click();
  await page.getByLabel("地区").fill("浙江 宁波");
  await page.keyboard.press("Enter");
  await page.getByText("浙江 宁波").first().waitFor();
  assert.equal((await journey.server.admin.get(`/api/v1/customers/${stored.id}`)).body.region, "浙江 宁波");

  await page.getByRole("button", { name: "编辑地区" }).click();
  await page.getByLabel("地区").fill("上海");
  await journey.server.admin.patch(`/api/v1/customers/${stored.id}`, { region: "江苏 南京" });
  await page.getByRole("button", { name: "保存", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "有人同时改了这条记录" });
  await dialog.getByRole("radio", { name: /同事的修改.*江苏 南京/ }).waitFor();
  assert.ok(await dialog.getByRole("radio", { name: /我的修改.*上海/ }).isChecked());
  await dialog.getByRole("button", { name: "保存选择" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal((await journey.server.admin.get(`/api/v1/customers/${stored.id}`)).body.region, "上海");
  assert.deepEqual(problems, []);
});

test("the form, too, keeps what a colleague changed meanwhile in other fields, and says so", async () => {
  const { body: stored } = await journey.server.admin.post("/api/v1/customers", { name: "表单冲突公司", region: "浙江 杭州" });
  const { page, problems } = await journey.signedIn();
  await page.goto(`/o/customers/${stored.id}`);
  await page.getByRole("button", { name: "编辑", exact: true }).click();
  await page.getByRole("textbox", { name: "微信" }).fill("wx-1");
  await journey.server.admin.patch(`/api/v1/customers/${stored.id}`, { region: "江苏 南京" });
  await page.locator(".k-record", { hasText: "江苏 南京" }).waitFor(); // the page behind the form has followed
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("同时保留了同事刚才对地区的修改").waitFor();
  const { body } = await journey.server.admin.get(`/api/v1/customers/${stored.id}`);
  assert.deepEqual([body.wechat, body.region], ["wx-1", "江苏 南京"]);
  assert.deepEqual(problems, []);
});

test("another's change appears without reloading", async () => {
  const { body: stored } = await journey.server.admin.post("/api/v1/customers", { name: "实时公司" });
  const { body: user } = await journey.server.admin.post("/api/v1/users", { name: "李实时", email: "live@test.example", password: "Bamboo-river-78" });
  const roles = await journey.server.admin.get("/api/v1/roles");
  const administrator = roles.body.data.find((r: { is_administrator: boolean }) => r.is_administrator);
  await journey.server.admin.patch(`/api/v1/users/${user.id}`, { role_ids: [administrator.id] });
  const { page } = await journey.signedIn();
  await page.goto(`/o/customers/${stored.id}`);
  await page.getByRole("heading", { name: "实时公司" }).waitFor();
  await page.waitForTimeout(500);
  const other = await journey.server.as({ email: "live@test.example", password: "Bamboo-river-78" });
  assert.equal((await other.patch(`/api/v1/customers/${stored.id}`, { name: "实时公司（已更名）" })).status, 200);
  await page.getByRole("heading", { name: "实时公司（已更名）" }).waitFor({ timeout: 5000 });
  await page.getByText("李实时刚刚修改了客户名称").waitFor();
});

test("an opportunity moves along its path, and a loss asks for its reason", async () => {
  const { body: customer } = await journey.server.admin.post("/api/v1/customers", { name: "商机公司" });
  const { body: opportunity } = await journey.server.admin.post("/api/v1/opportunities", { name: "全员 CRM", customer_id: customer.id, amount: "5680000" });
  const { page, problems } = await journey.signedIn();
  await page.goto(`/o/opportunities/${opportunity.id}`);
  await page.getByText("¥5,680,000.00").first().waitFor();
  await page.getByRole("button", { name: "方案报价" }).click();
  await page.locator("[aria-current=step]", { hasText: "方案报价" }).waitFor();
  await page.getByRole("button", { name: "输单", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "输单" });
  await dialog.getByLabel("输单原因").click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("价格太高").click();
  await dialog.getByRole("button", { name: "输单", exact: true }).click();
  await page.locator("[aria-current=step]", { hasText: "输单" }).waitFor();
  await page.getByLabel("写点什么，记录这次跟进…").fill("对方选择了更便宜的方案");
  await page.getByRole("button", { name: "保存跟进" }).click();
  await page.locator(".k-event", { hasText: "对方选择了更便宜的方案" }).waitFor();
  assert.deepEqual(problems, []);
});

test("a hundred thousand rows scroll to the last", { timeout: 180_000 }, async () => {
  await journey.server.db.query(
    `insert into crm.product (id, name, number, version, created_at, updated_at) select gen_random_uuid(), '产品' || lpad(i::text, 6, '0'), 'PX' || i, 1, now(), now() from generate_series(1, 100000) i`,
  );
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/products?sort=name");
  await page.getByText("产品000001").waitFor();
  await page.locator(".k-count").getByText("100,000").waitFor(); // the rows come before they are counted
  await page.getByRole("grid").focus();
  await page.keyboard.press("End");
  await page.getByText("产品100000").waitFor();
  const rows = await page.locator(".k-grid-row").count();
  assert.ok(rows < 80, `${rows} rows in the page`);
  await page.locator(".k-grid-scroll").evaluate((e) => e.scrollTo(0, e.scrollHeight / 2));
  await page
    .getByText(/^产品05000\d$/)
    .first()
    .waitFor();
  assert.deepEqual(problems, []);
});

test("an object made elsewhere is found, and a lost connection is said in words", async () => {
  const { page, context } = await journey.signedIn();
  await page.goto("/");
  await page.getByRole("navigation", { name: "主导航" }).waitFor();
  const made = await journey.server.admin.post("/api/v1/catalog/objects", {
    name: "visit_plan",
    plural: "visit_plans",
    label: { zh: "拜访计划", en: "Visit plan" },
    fields: [{ name: "name", type: "text", label: { zh: "名称", en: "Name" } }],
  });
  assert.equal(made.status, 201, made.text);
  await page.evaluate(() => {
    history.pushState({}, "", "/o/visit_plans");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await page.getByRole("heading", { name: "拜访计划", level: 1 }).waitFor();
  await page.getByRole("button", { name: "新建拜访计划" }).first().click();
  await page.getByLabel("名称").fill("年底拜访");
  await context.setOffline(true);
  await page.getByText("网络已断开").waitFor();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("等待发送 1").waitFor();
  await context.setOffline(false);
  await page.getByText("等待发送 1").waitFor({ state: "detached", timeout: 15_000 });
  await page.getByText("年底拜访").first().waitFor();
});
