import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, expectTitles } from "../journey.ts";
import { type Lists, startLists } from "./lists-page.ts";

let lists: Lists;
before(async () => {
  lists = await startLists();
});
after(() => lists.stop());

test("filters nest, say themselves as sentences, and know days by their place to today", async () => {
  const { page, problems } = await lists.signedIn();
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
  await expectTitles(page, ["列表客户1", "列表客户3", "列表客户5"]);
  assert.deepEqual(problems, []);
});
