import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../journey.ts";
import { type Board, card, focusOn, lane, openBoard, startBoard } from "./board-page.ts";

let board: Board;

before(async () => {
  board = await startBoard();
});
after(() => board.stop());

test("keys alone pick a card up, choose its column and put it down; the screen reader hears it", async () => {
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  const said = page.locator(".k-board [role=status]");
  await lane(page, "初步接洽").locator("[data-card]").first().waitFor();
  await card(page, "芯联全员 CRM").focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => document.activeElement?.closest("[data-card]")?.closest("section")?.getAttribute("aria-label") === "初步接洽");
  await page.keyboard.press("ArrowRight");
  await focusOn(page, "芯联全员 CRM");
  await page.keyboard.press("Space");
  await said.filter({ hasText: "已拿起“芯联全员 CRM”" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await said.filter({ hasText: "商务谈判，第 4 列" }).waitFor();
  await page.keyboard.press("Space");
  await lane(page, "商务谈判").locator("[data-card]", { hasText: "芯联全员 CRM" }).waitFor();
  await said.filter({ hasText: "“芯联全员 CRM”已放到 商务谈判" }).waitFor();
  await until(async () => (await board.stageOf("芯联全员 CRM")) === "negotiation", "saved");
  await focusOn(page, "芯联全员 CRM");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
  await said.filter({ hasText: "已放回原处" }).waitFor();
  assert.equal(await board.stageOf("芯联全员 CRM"), "negotiation");
  await page.keyboard.press("Control+z");
  await until(async () => (await board.stageOf("芯联全员 CRM")) === "needs", "undone by keys");
  assert.deepEqual(problems, []);
});

test("by keys a loss that is given up leaves the focus at its card, and one that is told among those it came from", async () => {
  await board.deal("键盘输单", { stage: "needs", amount: "5" });
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  const said = page.locator(".k-board [role=status]");
  const focused = () => page.evaluate(() => document.activeElement?.closest("section.k-lane")?.getAttribute("aria-label"));
  await card(page, "键盘输单").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await said.filter({ hasText: "输单，第" }).waitFor();
  await page.keyboard.press("Space");
  await page.getByRole("dialog", { name: "移到 输单 之前" }).waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.press("Escape");
  await said.filter({ hasText: "“键盘输单”已放回原处" }).waitFor();
  await focusOn(page, "键盘输单");
  await page.keyboard.press("Space");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  const dialog = page.getByRole("dialog", { name: "移到 输单 之前" });
  await dialog.getByLabel("输单原因").focus();
  await page.keyboard.press("Enter");
  await page.locator(".ant-select-dropdown:visible .ant-select-item-option-active").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".ant-select-dropdown:visible").waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "移动", exact: true }).focus();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.closest("section.k-lane")?.getAttribute("aria-label") === "需求确认");
  await page.waitForTimeout(400);
  assert.equal(await focused(), "需求确认");
  assert.deepEqual(problems, []);
});
