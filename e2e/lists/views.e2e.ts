import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectTitles } from "../journey.ts";
import { cellOf, type Lists, startLists } from "./lists-page.ts";

let lists: Lists;
before(async () => {
  lists = await startLists();
});
after(() => lists.stop());

test("what a list shows is saved as a view, changed, saved again, made the first, deleted and brought back", async () => {
  const { page, problems } = await lists.signedIn();
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
  await lists.untilKept(page, "list.first.customer", (first) => (first as { view?: string } | undefined)?.view === view);
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
  const { page, problems } = await lists.signedIn();
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

test("columns are chosen, moved and made wider, and stay so for this person", async () => {
  const { page, problems } = await lists.signedIn();
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
  await lists.untilKept(page, "list.customer", (columns) => {
    const kept = (columns ?? []) as { field: string; width?: number }[];
    return kept.some((c) => c.field === "tags") && kept.some((c) => c.field === "industry" && c.width === Math.round(before + 64));
  });
  const { page: later } = await lists.signedIn();
  await later.goto("/o/customers?sort=name");
  await later.getByRole("columnheader", { name: "标签" }).waitFor();
  assert.deepEqual(await later.getByRole("columnheader").allInnerTexts(), heads);
  assert.deepEqual(problems, []);
});
