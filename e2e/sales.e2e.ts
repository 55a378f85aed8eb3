import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Journey, startJourney, until } from "./journey.ts";

let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.stop());

const made = async (path: string, body: object): Promise<string> => {
  const reply = await journey.server.admin.post(`/api/v1/${path}`, body);
  assert.equal(reply.status, 201, reply.text);
  return reply.body.id;
};
const read = async (path: string, id: string) => (await journey.server.admin.get(`/api/v1/${path}/${id}`)).body;

test("possible duplicates stand beside the form while it is typed", async () => {
  await made("customers", { name: "华东精密制造集团有限公司", phone: "0571-88886666" });
  const { page, problems } = await journey.signedIn(undefined, { width: 1440 });
  await page.goto("/o/leads");
  await page.getByRole("button", { name: "新建线索" }).first().click();
  const form = page.locator(".k-form-drawer");
  await form.getByRole("textbox", { name: "公司名称" }).fill("华东精密製造集團");
  const found = page.getByRole("status", { name: "查重" });
  await found.getByRole("link", { name: "华东精密制造集团有限公司" }).waitFor();
  await found.getByText("名称相同").waitFor();
  await form.getByRole("textbox", { name: "公司名称" }).fill("毫不相干的公司");
  await found.waitFor({ state: "detached" });
  assert.deepEqual(problems, []);
});

test("a lead is converted in one step with the customer that is there, and it is undone", async () => {
  const customer = await made("customers", { name: "云帆智造科技有限公司" });
  const lead = await made("leads", { name: "王磊", company: "云帆智造科技", mobile: "13900001111" });
  const { page, problems } = await journey.signedIn();
  await page.goto(`/o/leads/${lead}`);
  await page.getByText("已等待").waitFor();
  await page.getByRole("button", { name: "转化", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: "转化线索：王磊" });
  await dialog
    .getByRole("radio", { name: /云帆智造科技有限公司/ })
    .and(page.locator(":checked"))
    .waitFor();
  await dialog.getByText("新建联系人 王磊").first().waitFor();
  await dialog.getByLabel("商机名称").fill("产线数据采集一期");
  await dialog.getByLabel("商机金额").fill("128000");
  await dialog.getByRole("button", { name: /^转\s?化$/ }).click();
  await page.getByRole("heading", { name: "产线数据采集一期" }).waitFor();
  const converted = await read("leads", lead);
  assert.deepEqual([converted.status, converted.customer_id], ["qualified", customer]);
  assert.equal((await read("opportunities", converted.opportunity_id)).amount, "128000.00");
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("heading", { name: "王磊" }).waitFor();
  assert.equal((await read("leads", lead)).status, "new");
  assert.deepEqual(problems, []);
});

test("products are put on a deal by keys, the total follows, and the deal's amount with it", async () => {
  const customer = await made("customers", { name: "明细客户" });
  await made("products", { name: "智能传感器", code: "CGQ-1", price: "33.33", unit: "台" });
  const deal = await made("opportunities", { name: "明细商机", customer_id: customer });
  const { page, problems } = await journey.signedIn(undefined, { width: 1440 });
  await page.goto(`/o/opportunities/${deal}`);
  const lines = page.getByRole("region", { name: "产品明细" });
  await lines.getByRole("combobox", { name: /添加产品/ }).click();
  await page.keyboard.type("传感");
  await page.locator(".ant-select-dropdown:visible").getByText("智能传感器").waitFor();
  await page.keyboard.press("Enter");
  const quantity = lines.getByRole("textbox", { name: "数量 智能传感器" });
  await quantity.waitFor();
  // what is typed into the next cell stays when the answer for the one before comes
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/api/v1/opportunity_lines/*", async (route) => {
    await held;
    await route.continue();
  });
  const discount = lines.getByRole("textbox", { name: "优惠 智能传感器" });
  await quantity.fill("3");
  await discount.fill("10");
  const listed = page.waitForResponse((r) => r.request().method() === "GET" && /\/opportunity_lines\?/.test(r.url()));
  answer();
  await listed;
  await page.unroute("**/api/v1/opportunity_lines/*");
  await page.waitForTimeout(300);
  assert.equal(await discount.inputValue(), "10");
  await lines.getByText("¥89.99").last().waitFor();
  await page.keyboard.press("Tab");
  await lines.getByRole("button", { name: "其他项目" }).click();
  await page.waitForFunction(() => document.activeElement?.closest(".k-lines-other input") != null);
  await page.keyboard.type("安装调试");
  await page.keyboard.press("Enter");
  // typed at once: meant for the quantity, which comes in a moment
  await page.keyboard.type("2");
  const other = lines.getByRole("textbox", { name: "数量 安装调试" });
  await until(async () => (await other.count()) === 1 && (await other.inputValue()) === "2", "the key waits for the quantity");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "数量 安装调试");
  await other.fill("1");
  const price = lines.getByRole("textbox", { name: "单价 安装调试" });
  await price.waitFor();
  await price.fill("-5");
  await price.press("Tab");
  await lines.getByRole("alert").waitFor();
  await price.fill("1000");
  await price.press("Tab");
  await lines.getByText("¥1,089.99", { exact: true }).waitFor();
  await until(async () => (await read("opportunities", deal)).amount === "1089.99", "the deal's amount follows");
  await quantity.fill("-2");
  await quantity.press("Tab");
  await lines.getByRole("alert").waitFor();
  await quantity.fill("3");
  await quantity.press("Tab");
  await lines.getByRole("alert").waitFor({ state: "detached" });
  await lines.getByRole("button", { name: "移除 安装调试" }).click();
  await lines.getByRole("textbox", { name: "单价 安装调试" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "撤销" }).click();
  await lines.getByRole("textbox", { name: "单价 安装调试" }).waitFor();
  // an amount typed into the list no longer follows the products; taken back it does again
  await page.goto("/o/opportunities");
  const row = page.getByRole("row", { name: /明细商机/ });
  await row.waitFor();
  const heads = await page.getByRole("columnheader").allInnerTexts();
  await row
    .getByRole("gridcell")
    .nth(heads.findIndex((text) => text.includes("商机金额")))
    .dblclick();
  await page.locator(".k-cell-editor input").last().fill("5");
  await page.keyboard.press("Enter");
  const isFollowing = async () => (await read("opportunities", deal)).amount_from_lines;
  await until(async () => !(await isFollowing()), "the amount is by hand");
  await page.keyboard.press("Control+z");
  await until(isFollowing, "the amount follows again");
  assert.equal((await read("opportunities", deal)).amount, "1089.99");
  assert.deepEqual(problems, []);
});

test("people get their part in a deal", async () => {
  const customer = await made("customers", { name: "决策客户" });
  await made("contacts", { name: "周明", title: "副总裁", decision_role: "决策人", customer_id: customer });
  const deal = await made("opportunities", { name: "决策商机", customer_id: customer });
  const { page, problems } = await journey.signedIn(undefined, { width: 1440 });
  await page.goto(`/o/opportunities/${deal}`);
  const people = page.getByRole("region", { name: "决策链" });
  await people.getByRole("button", { name: "添加联系人" }).first().click();
  await page.locator(".ant-select-dropdown:visible").getByText("周明").click();
  await people.getByText("决策人").waitFor();
  await people.getByText("主要", { exact: true }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "添加联系人");
  const second = await made("contacts", { name: "吴晓", customer_id: customer });
  await made("opportunity_contacts", { opportunity_id: deal, contact_id: second });
  await page.reload();
  await people.getByText("吴晓").waitFor();
  await people.getByRole("button", { name: "修改 周明 的角色" }).click();
  await people.getByRole("combobox", { name: "态度" }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("支持").click();
  await people.locator(".k-tag", { hasText: "支持" }).waitFor();
  assert.equal((await read("opportunities", deal)).contact_ids.length, 2);
  // keys go on at the next person, and where one is added after the last
  const remove = people.getByRole("button", { name: "移出商机" });
  await remove.press("Enter");
  await people.getByRole("button", { name: "修改 周明 的角色" }).waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "修改 吴晓 的角色");
  await page.keyboard.press("Enter");
  await remove.press("Enter");
  await people.locator("li").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "添加联系人");
  assert.deepEqual(problems, []);
});
