import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { choose, expectTitles, type Journey, startJourney } from "./journey.ts";

let journey: Journey;
const ids = new Map<string, string>();
before(async () => {
  journey = await startJourney();
  const rows = ["A", "B", "C", "A", "B", "C"].map((level, i) => ({ name: `列表客户${i + 1}`, level, region: i % 2 ? "杭州" : "宁波" }));
  const { body } = await journey.server.admin.post("/api/v1/customers/batch", { operation: "create", records: rows });
  rows.forEach((row, i) => {
    ids.set(row.name, body.results[i].id);
  });
  const customer = ids.get("列表客户1");
  const deals = [
    ["甲单", "100.10", "CNY", "discovery"],
    ["乙单", "200.20", "CNY", "proposal"],
    ["丙单", "300", "USD", "proposal"],
  ].map(([name, amount, amount_currency, stage]) => ({ name, amount, amount_currency, stage, customer_id: customer }));
  const made = await journey.server.admin.post("/api/v1/opportunities/batch", { operation: "create", records: deals });
  assert.equal(made.body.failed, 0, made.text);
});
after(() => journey.stop());

const stored = async (name: string) => (await journey.server.admin.get(`/api/v1/customers/${ids.get(name)}`)).body;
/** A cell shows its new value at once; the server has it a moment later. */
const untilStored = async (page: Page, name: string, field: string, value: string) => {
  for (let i = 0; i < 30 && (await stored(name))[field] !== value; i++) await page.waitForTimeout(100);
  assert.equal((await stored(name))[field], value);
};
/** What a person chose for a list is shown at once and kept a moment later. */
const untilKept = async (page: Page, key: string, isSo: (value: unknown) => boolean) => {
  const kept = async () => (await journey.server.admin.get("/api/v1/preferences")).body.data[key];
  for (let i = 0; i < 60 && !isSo(await kept()); i++) await page.waitForTimeout(100);
  assert.ok(isSo(await kept()), `${key}: ${JSON.stringify(await kept())}`);
};
const cellOf = async (page: Page, title: string, column: string): Promise<Locator> => {
  await page.getByRole("row", { name: new RegExp(title) }).waitFor();
  const heads = await page.getByRole("columnheader").allInnerTexts();
  const index = heads.findIndex((text) => text.includes(column));
  return page
    .getByRole("row", { name: new RegExp(title) })
    .getByRole("gridcell")
    .nth(index);
};

test("a cell is edited where it stands; Tab goes on, Escape gives back, a refused value stays with its reason", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers?sort=name");
  const region = await cellOf(page, "列表客户1", "地区");
  await region.dblclick();
  await page.locator(".k-cell-editor input").fill("浙江 绍兴");
  await page.keyboard.press("Enter");
  await region.getByText("浙江 绍兴").waitFor();
  await page.keyboard.press("F2");
  await page.locator(".k-cell-editor input").fill("不要了");
  await page.keyboard.press("Escape");
  await page.locator(".k-cell-editor").waitFor({ state: "detached" });
  await untilStored(page, "列表客户1", "region", "浙江 绍兴");
  await page.keyboard.press("Control+z");
  await untilStored(page, "列表客户1", "region", "宁波");
  await region.getByText("宁波").waitFor();
  await region.dblclick();
  await page.locator(".k-cell-editor input").fill("浙江 绍兴");
  await page.keyboard.press("Enter");
  await untilStored(page, "列表客户1", "region", "浙江 绍兴");
  assert.equal((await stored("列表客户2")).region, "杭州");
  const phone = await cellOf(page, "列表客户1", "手机");
  await phone.dblclick();
  await page.locator(".k-cell-editor input").fill("12");
  await page.keyboard.press("Enter");
  await phone.getByRole("button", { name: /不是有效的电话号码/ }).click();
  await page.getByRole("alert").getByText("不是有效的电话号码").waitFor();
  assert.equal(await page.locator(".k-cell-editor input").inputValue(), "12");
  await page.locator(".k-cell-editor input").fill("13800001380");
  await page.keyboard.press("Enter");
  await phone.getByText("138 0000 1380").waitFor();
  const level = await cellOf(page, "列表客户1", "客户级别");
  await level.dblclick();
  await page.locator(".ant-select-dropdown:visible").getByTitle(/^C/).click();
  await level.getByText(/^C/).waitFor();
  await untilStored(page, "列表客户1", "level", "C");
  const contact = await cellOf(page, "列表客户1", "下次联系时间");
  await contact.dblclick();
  await page.locator(".k-cell-editor input").fill("2027-03-01 10:30");
  await page.keyboard.press("Enter");
  await contact.getByText("2027-03-01").waitFor();
  await page.locator(".k-cell-editor").waitFor({ state: "detached" });
  await untilStored(page, "列表客户1", "next_contact_at", "2027-03-01T02:30:00Z");
  await page.goto("/o/opportunities");
  const amount = await cellOf(page, "甲单", "商机金额");
  await amount.dblclick();
  await page.locator(".k-cell-editor").waitFor();
  await page.keyboard.type("101.10");
  const box = await page.locator(".k-cell-editor input:not([role=combobox])").boundingBox();
  assert.ok(box && box.width > 80, `the amount has ${box?.width} pixels beside its currency`);
  await page.keyboard.press("Enter");
  await amount.getByText("¥101.10").waitFor();
  await page.locator(".k-cell-editor").waitFor({ state: "detached" });
  await amount.dblclick();
  await page.keyboard.type("100.10");
  await page.keyboard.press("Enter");
  await amount.getByText("¥100.10").waitFor();
  // an emptied name is refused, and shown as empty
  await amount.click();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F2");
  await page.locator(".k-cell-editor input").fill("");
  await page.keyboard.press("Enter");
  await page.locator("[role=gridcell]:has(.k-cell-problem)").getByText("—", { exact: true }).waitFor();
  assert.deepEqual(problems, []);
});

test("filters nest, say themselves as sentences, and know days by their place to today", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers?sort=name");
  await page.getByRole("row", { name: /列表客户1/ }).waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("f");
  await page.getByRole("button", { name: "创建时间 日期时间" }).click();
  await choose(page, "创建时间", "本周");
  await page.getByRole("button", { name: "应用" }).click();
  await page.getByRole("button", { name: "创建时间 在 本周" }).waitFor();
  assert.match(decodeURIComponent(page.url()), /"created_at":\{"eq":\{"relative":"this_week"\}\}/);
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  await page.getByRole("button", { name: /高级筛选/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "添加条件组" }).click();
  await dialog.getByRole("button", { name: "添加条件", exact: true }).first().press("Enter");
  // keys go on in the new line
  await page.waitForFunction(() => document.activeElement?.closest(".k-tree-line [class*=select]") != null);
  await choose(page, "字段", "地区");
  await dialog.getByRole("textbox", { name: "地区" }).fill("宁波");
  await dialog.getByText("创建时间 在 本周").waitFor();
  await dialog.getByRole("button", { name: "应用" }).click();
  await page.locator(".k-chip", { hasText: "地区 包含 宁波" }).waitFor();
  await expectTitles(page, ["列表客户3", "列表客户5"]);
  assert.deepEqual(problems, []);
});

test("a cell's menu narrows the list to its value", async () => {
  const { page } = await journey.signedIn();
  await page.goto("/o/customers?sort=name");
  await (await cellOf(page, "列表客户2", "地区")).click({ button: "right" });
  await page.getByRole("menuitem", { name: "只看此值" }).click();
  await expectTitles(page, ["列表客户2", "列表客户4", "列表客户6"]);
});

test("what a list shows is saved as a view, changed, saved again, made the first, deleted and brought back", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto(`/o/customers?sort=name&filter=${encodeURIComponent('{"region":{"eq":"杭州"}}')}`);
  await page.getByRole("button", { name: "保存为视图" }).click();
  await page.getByRole("textbox", { name: "名称" }).fill("杭州客户");
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await page.waitForURL(/view=/);
  await expectTitles(page, ["列表客户2", "列表客户4", "列表客户6"]);
  await page.getByRole("button", { name: "移除这个条件" }).click();
  await page.getByText("视图已修改").waitFor();
  await page.getByRole("button", { name: "还原" }).click();
  await expectTitles(page, ["列表客户2", "列表客户4", "列表客户6"]);
  await page.getByRole("columnheader", { name: "客户名称" }).getByRole("button").click();
  await page.getByText("视图已修改").waitFor();
  await page.locator(".k-unsaved").getByRole("button", { name: "保存" }).click();
  await page.getByText("视图已修改").waitFor({ state: "detached" });
  await expectTitles(page, ["列表客户6", "列表客户4", "列表客户2"], true);
  await page.getByRole("button", { name: "视图“杭州客户”的操作" }).click();
  await page.getByRole("menuitem", { name: "设为我的默认" }).click();
  const view = new URL(page.url()).searchParams.get("view");
  await untilKept(page, "list.first.customer", (first) => (first as { view?: string } | undefined)?.view === view);
  await page.goto("/o/customers");
  await expectTitles(page, ["列表客户6", "列表客户4", "列表客户2"], true);
  await page.getByRole("button", { name: /^全部/ }).click();
  await page.getByRole("row", { name: /列表客户1/ }).waitFor();
  await page.getByRole("button", { name: "杭州客户", exact: true }).click();
  await page.getByRole("button", { name: "视图“杭州客户”的操作" }).click();
  await page.getByRole("menuitem", { name: "删除" }).click();
  await page.getByText("已删除视图").waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("button", { name: "杭州客户", exact: true }).waitFor();
  assert.deepEqual(problems, []);
});

test("groups show their counts and sums, the foot the whole", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/opportunities?group=stage");
  const heads = page.locator(".k-group-head");
  await heads.first().waitFor();
  await heads.first().getByText("¥100.10").waitFor();
  await heads.nth(1).getByText("$300 + ¥200").waitFor();
  await page.locator(".k-grid-sums").getByText("合计 3 条").waitFor();
  await heads.nth(1).getByRole("button", { name: "收起" }).click();
  await expectTitles(page, ["甲单"]);
  await page.getByRole("button", { name: /^分组/ }).click();
  await page.getByRole("menuitemradio", { name: "无" }).click();
  await expectTitles(page, ["甲单", "乙单", "丙单"]);
  assert.deepEqual(problems, []);
});

test("many are edited, tagged and pasted into at once, and all of it is undone", async () => {
  const before = (await stored("列表客户1")).region;
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers?sort=name");
  await page.getByRole("row", { name: /列表客户1/ }).waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Control+a");
  await page.getByText("已选 6 条").waitFor();
  await page.getByRole("button", { name: "批量编辑" }).click();
  await choose(page, "选择要修改的字段", "地区");
  await page.getByRole("dialog").getByRole("textbox", { name: "地区" }).fill("上海");
  await page.getByRole("button", { name: "修改 6 条" }).click();
  await page.getByText("已修改 6 条").waitFor();
  assert.equal((await stored("列表客户4")).region, "上海");
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText("已撤销 6 条").waitFor();
  assert.deepEqual([(await stored("列表客户4")).region, (await stored("列表客户1")).region], ["杭州", before]);

  // a field that is no column here: its old value comes back as well
  await journey.server.admin.patch(`/api/v1/customers/${ids.get("列表客户4")}`, { wechat: "wx-4" });
  await page.getByRole("checkbox", { name: "选择 列表客户4" }).check();
  await page.getByRole("button", { name: "批量编辑" }).click();
  await choose(page, "选择要修改的字段", "微信");
  await page.getByRole("dialog").getByRole("textbox", { name: "微信" }).fill("统一");
  await page.getByRole("button", { name: "修改 1 条" }).click();
  await page.getByText("已修改 1 条").waitFor();
  assert.equal((await stored("列表客户4")).wechat, "统一");
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText("已撤销 1 条").waitFor();
  assert.equal((await stored("列表客户4")).wechat, "wx-4");

  await page.getByRole("checkbox", { name: "选择 列表客户1" }).check();
  await page.getByRole("checkbox", { name: "选择 列表客户2" }).check();
  await page.getByRole("button", { name: "标签", exact: true }).click();
  await page.getByRole("combobox", { name: "加上" }).fill("展会");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "应用" }).click();
  await page.getByText("已更新 2 条的标签").waitFor();
  assert.deepEqual((await stored("列表客户2")).tags, ["展会"]);

  await (await cellOf(page, "列表客户3", "地区")).click();
  await page.getByRole("grid").focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "苏州\n无锡\n常州\n");
    document.querySelector("[role=grid]")?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.getByRole("dialog", { name: "粘贴到 3 条记录" }).getByText("无锡").waitFor();
  await page.getByRole("button", { name: "写入 3 条" }).click();
  await page.getByText("已写入 3 条").waitFor();
  assert.deepEqual([(await stored("列表客户3")).region, (await stored("列表客户5")).region], ["苏州", "常州"]);
  assert.deepEqual(problems, []);
});

test("keys alone: a filter is made, columns are looked through, many are tagged", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers?sort=name");
  await page.getByRole("row", { name: /列表客户1/ }).waitFor();
  await page.keyboard.press("f");
  const filter = page.getByRole("dialog", { name: "筛选" });
  await filter.getByRole("textbox").waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".k-popup-panel input") != null);
  await page.keyboard.type("级别");
  await page.keyboard.press("Enter");
  // what the popup shows is replaced, the focus stays in it
  await filter.getByRole("combobox").first().waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".k-popup-panel input") != null);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.locator(".ant-select-dropdown:visible").waitFor();
  await page.keyboard.press("Enter");
  // Tab leaves what was chosen chosen: past Cancel to Apply
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await filter.waitFor({ state: "detached" });
  await page.waitForURL(/filter=/);
  await page.goto("/o/customers?sort=name");
  await page.getByRole("row", { name: /列表客户1/ }).waitFor();
  await page.keyboard.press("c");
  await page.waitForFunction(() => document.activeElement?.closest(".k-popup-panel input") != null);
  await page.keyboard.press("Escape");
  await page.locator(".k-popup-panel").waitFor({ state: "detached" });
  await page.getByRole("grid").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("x");
  await page.getByText("已选 1 条").waitFor();
  await page.keyboard.press("b");
  await page.waitForFunction(() => document.activeElement?.textContent === "批量编辑");
  // what had the focus goes, and keys go on at the row that was active
  await page.keyboard.press("Escape");
  const isInGrid = () => document.activeElement?.getAttribute("role") === "grid" && document.activeElement.hasAttribute("aria-activedescendant");
  await page.waitForFunction(isInGrid);
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByRole("button", { name: /选择全部/ }).press("Enter");
  await page.getByText("已选 6 条").waitFor();
  await page.waitForFunction(isInGrid);
  await page.keyboard.press("Escape");
  await page.locator(".k-selection").waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await page.getByText("没有可以撤销的操作").waitFor();
  await page.keyboard.press("Home");
  await page.keyboard.press("x");
  await page.getByText("已选 1 条").waitFor();
  await page.keyboard.press("b");
  await page.waitForFunction(() => document.activeElement?.textContent === "批量编辑");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("combobox", { name: "加上" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".ant-modal [role=combobox]") != null);
  await page.keyboard.type("按键");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await page.getByText("已更新 1 条的标签").waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("b");
  await page.keyboard.press("Enter");
  await page.locator(".ant-select-dropdown:visible").waitFor();
  await page.keyboard.type("地区");
  await page.keyboard.press("Enter");
  // what is typed next is the value
  await page.waitForFunction(() => document.activeElement?.closest(".k-bulk-line") != null);
  await page.keyboard.press("Escape");
  const tagged = async () => (await journey.server.admin.get("/api/v1/customers?limit=50")).body.data.some((c: { tags: string[] }) => c.tags.includes("按键"));
  assert.equal(await tagged(), true);
  await page.keyboard.press("Control+z");
  for (let i = 0; i < 50 && (await tagged()); i++) await page.waitForTimeout(100);
  assert.equal(await tagged(), false);
  await page.goto("/o/opportunities");
  await page.getByRole("row", { name: /甲单/ }).waitFor();
  await page.keyboard.press("v");
  await page.waitForFunction(() => document.activeElement?.closest("[data-card]") != null);
  // a move by keys is taken back by keys, and keys go on at the card
  const held = await page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-card]")?.dataset.card);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  const moved = page.locator(".ant-message").getByText("已移到");
  await moved.waitFor();
  await page.keyboard.press("Control+z");
  await moved.waitFor({ state: "detached" });
  await page.waitForFunction((id) => document.activeElement?.closest<HTMLElement>("[data-card]")?.dataset.card === id, held);
  assert.deepEqual(problems, []);
});

test("others' changes come without moving what one looks at", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers?sort=name");
  await page.getByRole("row", { name: /列表客户6/ }).waitFor();
  await page.waitForTimeout(800);
  const { body: role } = await journey.server.admin.get("/api/v1/roles");
  const administrator = role.data.find((r: { is_administrator: boolean }) => r.is_administrator);
  await journey.server.admin.post("/api/v1/users", { name: "王同事", email: "other@test.example", password: "Bamboo-river-78", role_ids: [administrator.id] });
  const other = await journey.server.as({ email: "other@test.example", password: "Bamboo-river-78" });
  await other.patch(`/api/v1/customers/${ids.get("列表客户6")}`, { region: "深圳" });
  await (await cellOf(page, "列表客户6", "地区")).getByText("深圳").waitFor();
  const made = await other.post("/api/v1/customers", { name: "一家新客户" });
  await page.getByRole("button", { name: "1 条新记录，点击查看" }).waitFor();
  assert.equal(await page.getByRole("row", { name: /一家新客户/ }).count(), 0);
  await page.getByRole("button", { name: "1 条新记录，点击查看" }).click();
  await page.getByRole("row", { name: /一家新客户/ }).waitFor();
  await other.delete(`/api/v1/customers/${made.body.id}`);
  await page.getByText("已不可见").waitFor();
  await page.getByRole("row", { name: /一家新客户/ }).waitFor();
  assert.deepEqual(problems, []);
});

test("columns are chosen, moved and made wider, and stay so for this person", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/o/customers?sort=name");
  await page.getByRole("row", { name: /列表客户1/ }).waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("c");
  await page.getByRole("checkbox", { name: "标签" }).click();
  await page.getByRole("columnheader", { name: "标签" }).waitFor();
  await page.getByRole("button", { name: "标签 上移" }).click();
  await page.keyboard.press("Escape");
  await page.locator(".k-popup-panel").waitFor({ state: "detached" });
  // the focus goes back to where the key was pressed
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "grid");
  const heading = () =>
    page.evaluate(() => {
      const cell = document.getElementById(document.activeElement?.getAttribute("aria-activedescendant") ?? "");
      return document.querySelector(`[role=columnheader][aria-colindex="${cell?.getAttribute("aria-colindex")}"]`)?.textContent ?? "";
    });
  await (await cellOf(page, "列表客户1", "行业")).click();
  await page.getByRole("grid").focus();
  assert.equal(await heading(), "行业", "the cell that was clicked");
  const before = await page.getByRole("columnheader", { name: "行业" }).evaluate((e) => e.getBoundingClientRect().width);
  for (let i = 0; i < 4; i++) await page.keyboard.press("Alt+ArrowRight");
  const widthNow = () => page.getByRole("columnheader", { name: "行业" }).evaluate((e) => e.getBoundingClientRect().width);
  // on a busy machine the last of quick presses is drawn a moment after it was heard
  for (let i = 0; i < 20 && (await widthNow()) < before + 64; i++) await page.waitForTimeout(100);
  assert.equal(await widthNow(), before + 64, `at ${await heading()}`);
  const heads = await page.getByRole("columnheader").allInnerTexts();
  await untilKept(page, "list.customer", (columns) => {
    const kept = (columns ?? []) as { field: string; width?: number }[];
    return kept.some((c) => c.field === "tags") && kept.some((c) => c.field === "industry" && c.width === Math.round(before + 64));
  });
  const { page: later } = await journey.signedIn();
  await later.goto("/o/customers?sort=name");
  await later.getByRole("columnheader", { name: "标签" }).waitFor();
  assert.deepEqual(await later.getByRole("columnheader").allInnerTexts(), heads);
  assert.deepEqual(problems, []);
});

test("on a phone a long press chooses, and the rest fits a finger", async () => {
  const { page, problems } = await journey.signedIn(undefined, { width: 390, height: 844 });
  await page.goto("/o/customers?sort=name");
  const card = page.getByRole("row", { name: /列表客户1/ });
  await card.waitFor();
  const height = (await card.boundingBox())?.height ?? 0;
  assert.ok(height >= 44, `${height}`);
  await card.locator(".k-card-main").dispatchEvent("pointerdown", { pointerType: "touch", bubbles: true });
  await page.getByText("已选 1 条").waitFor();
  await page.getByRole("button", { name: "取消" }).click();
  await page.getByText("已选 1 条").waitFor({ state: "detached" });
  // another order is another list: its rows change in the place they have, nothing is built anew
  const place = await page.locator(".k-card-row").first().elementHandle();
  await page.getByRole("button", { name: /^排序/ }).click();
  await page.getByRole("menuitemradio", { name: "客户名称" }).click();
  await page.waitForURL(/sort=-name/);
  await page
    .locator(".k-card-row")
    .first()
    .filter({ hasText: /列表客户6/ })
    .waitFor();
  assert.ok(await place?.evaluate((e) => e.isConnected), "the rows were thrown away and made again");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "the page scrolls sideways");
  assert.deepEqual(problems, []);
});
