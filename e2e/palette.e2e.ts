import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Journey, type Opened, startJourney } from "./journey.ts";

let journey: Journey;
let opened: Opened;
let page: Page;
before(async () => {
  journey = await startJourney();
  const { admin } = journey.server;
  for (const record of [{ name: "杭州创新科技有限公司", mobile: "13800001234", contact_name: "王晓明" }, { name: "宁波海天贸易有限公司" }])
    assert.equal((await admin.post("/api/v1/customers", record)).status, 201);
  opened = await journey.signedIn();
  page = opened.page;
  await page.goto("/o/customers");
  await page.getByText("宁波海天贸易有限公司").first().waitFor();
});
after(() => journey.stop());

const input = () => page.getByRole("combobox", { name: "搜索和命令" });
const options = () => page.locator(".k-palette [role=option]");
const chosen = () => page.locator(".k-palette [role=option][aria-selected=true]");

async function ask(text: string): Promise<void> {
  if (!(await input().isVisible())) await page.keyboard.press("Control+k");
  await input().waitFor();
  await input().fill(text);
}

async function firstIs(text: string | RegExp): Promise<void> {
  await options().first().filter({ hasText: text }).waitFor();
}

test("a record is found by a word, its sound, a mistake and its telephone, and opened by keys", async () => {
  for (const text of ["创新", "hzcx", "hangzhou", "杭州创新科计", "hangzuochuangxin", "0000 1234", "杭州 科技"]) {
    await ask(text);
    await firstIs("杭州创新科技有限公司");
  }
  await ask("创新");
  await page.locator(".k-palette mark", { hasText: "创新" }).waitFor();
  assert.match((await options().first().textContent()) ?? "", /138 0000 1234/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "杭州创新科技有限公司" }).waitFor();
  assert.equal(await input().isVisible(), false);
});

test("commands are found by initials, pinyin and with a mistake; a sign narrows", async () => {
  await ask("xjxs");
  await firstIs("新建线索");
  await ask("shezhi");
  await firstIs(/设置/);
  await ask("待办");
  await options().filter({ hasText: "任务" }).first().waitFor();
  await ask("shzhi");
  await options().filter({ hasText: "设置" }).first().waitFor();
  await ask(">客户");
  await firstIs("客户");
  assert.equal(await page.locator(".k-palette-detail").count(), 0);
  await ask("客户：ningbo");
  await firstIs("宁波海天贸易有限公司");
  await ask("？");
  await page.getByText("怎么搜").first().waitFor();
  await page.keyboard.press("Escape");
  await input().waitFor({ state: "hidden" });
});

test("the record on the page: hand over, and what was opened lately, by keys alone", async () => {
  await page.keyboard.press("Control+k");
  await firstIs("写跟进");
  await input().fill("zhuanjiao");
  await firstIs("转交给同事");
  await page.keyboard.press("Enter");
  const dialog = page.locator(".ant-modal");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.goto("/");
  await page.getByRole("navigation", { name: "主导航" }).waitFor();
  await page.keyboard.press("Control+k");
  await firstIs("杭州创新科技有限公司");
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await chosen().getAttribute("id"), await options().first().getAttribute("id"));
  assert.equal(await input().getAttribute("aria-activedescendant"), await chosen().getAttribute("id"));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "杭州创新科技有限公司" }).waitFor();
});

test("what is typed before its code has come is not lost, nor taken for keys of the page", async () => {
  const fresh = await journey.signedIn();
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await fresh.page.route(/\/assets\/palette-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await fresh.page.goto("/o/customers");
  await fresh.page.getByText("宁波海天贸易有限公司").first().waitFor();
  await fresh.page.keyboard.press("Control+k");
  await fresh.page.locator("dialog.k-palette[open]").waitFor();
  await fresh.page.keyboard.type("ningbo");
  letThrough();
  await fresh.page.locator(".k-palette [role=option]").first().filter({ hasText: "宁波海天贸易有限公司" }).waitFor();
  assert.equal(await fresh.page.getByRole("combobox", { name: "搜索和命令" }).inputValue(), "ningbo");
  assert.deepEqual(fresh.problems, []);
});

test("Enter before the answer opens the right record, and no result of another text flashes by", async () => {
  await ask("宁波");
  await firstIs("宁波海天贸易有限公司");
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/api/v1/search?*", async (route) => {
    await held;
    await route.continue();
  });
  await input().fill("杭州创新");
  await firstIs("宁波海天贸易有限公司"); // stays while the new ones are on their way
  await page.keyboard.press("Enter");
  assert.equal(await input().isVisible(), true, "nothing is opened before the answer");
  answer();
  await input().waitFor({ state: "hidden" });
  await page.getByRole("heading", { level: 1, name: "杭州创新科技有限公司" }).waitFor();
  await page.unroute("**/api/v1/search?*");
});

test("what is typed right after a command was chosen is not lost while the page changes", async () => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "主导航" }).waitFor();
  await ask("xjkh");
  await firstIs("新建客户");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Hangzhou 88");
  await page.waitForFunction(() => (document.activeElement as HTMLInputElement).value === "Hangzhou 88");
  assert.equal(await page.getByRole("textbox", { name: /客户名称/ }).inputValue(), "Hangzhou 88");
  await page.goto("/");
  await page.getByRole("navigation", { name: "主导航" }).waitFor();
  await ask(">客户");
  await firstIs("客户");
  await page.keyboard.press("Enter");
  // the page has no field to begin in: its keys are the page's, when it stands
  await page.keyboard.type("gl");
  await page.waitForURL("**/o/leads*");
});

test("theme and language change from the keyboard; nothing breaks on the way", async () => {
  await ask("深色");
  await firstIs(/深色/);
  await page.keyboard.press("Enter");
  await page.locator("html[data-theme=dark], [data-theme=dark]").first().waitFor();
  await ask("english");
  await firstIs("Switch to English");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search and commands" }).waitFor();
  await page.keyboard.press("Escape");
  assert.deepEqual(opened.problems, []);
});
