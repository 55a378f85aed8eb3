import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../journey.ts";
import { type Board, card, dragTo, lane, openBoard, startBoard } from "./board-page.ts";

let board: Board;

before(async () => {
  board = await startBoard();
});
after(() => board.stop());

test("every column says how many it holds and what they are worth, to the cent and as the API says", async () => {
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  const truth = await board.server.admin.get("/api/v1/opportunities/aggregate?group=stage&measures=count,sum(amount),sum(amount*probability)");
  const discovery = truth.body.data.find((r: { stage: string }) => r.stage === "discovery");
  assert.deepEqual([discovery.count, discovery["sum(amount)"], discovery["sum(amount*probability)"]], [3, "300.33", "30.03"]);
  const head = lane(page, "初步接洽");
  await head.locator(".k-lane-count", { hasText: /^3$/ }).waitFor();
  assert.equal(await head.locator(".k-lane-sum").getAttribute("title"), "合计 ¥300.33");
  assert.equal(await head.locator(".k-lane-weighted span").nth(1).getAttribute("title"), "按赢单率加权 ¥30.03");
  await lane(page, "需求确认").getByText("¥5,680,000").first().waitFor();
  assert.deepEqual(problems, []);
});

test("a card is dragged with the mouse, the sums follow at once, and undo brings it back", async () => {
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  await dragTo(page, card(page, "海曙订单同步"), lane(page, "方案报价"));
  await lane(page, "方案报价").locator("[data-card]", { hasText: "海曙订单同步" }).waitFor();
  await lane(page, "方案报价").locator(".k-lane-count", { hasText: /^1$/ }).waitFor();
  assert.equal(await lane(page, "初步接洽").locator(".k-lane-sum").getAttribute("title"), "合计 ¥100.13");
  await until(async () => (await board.stageOf("海曙订单同步")) === "proposal", "saved");
  await page.getByText("“海曙订单同步”已移到 方案报价").first().waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await lane(page, "初步接洽").locator("[data-card]", { hasText: "海曙订单同步" }).waitFor();
  await until(async () => (await board.stageOf("海曙订单同步")) === "discovery", "undone");
  assert.deepEqual(problems, []);
});

test("Escape in the middle of a drag puts the card back", async () => {
  const { page } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  await dragTo(page, card(page, "华兴售后服务"), lane(page, "方案报价"), false);
  await page.locator("section.k-lane.is-over", { hasText: "方案报价" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("section.k-lane.is-over").waitFor({ state: "detached" });
  await page.mouse.up();
  await page.waitForTimeout(300); // nothing follows
  assert.equal(await page.locator(".is-ghost").count(), 0);
  assert.equal(await board.stageOf("华兴售后服务"), "discovery");
  assert.ok(page.url().includes("kind=board"), "letting go is no click");
});

test("without dragging, the menu of a card moves it; another's move appears by itself", async () => {
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  await card(page, "华兴售后服务").hover();
  await page.getByRole("button", { name: "华兴售后服务 的操作" }).click();
  await page.getByRole("menuitem", { name: "需求确认" }).click();
  await lane(page, "需求确认").locator("[data-card]", { hasText: "华兴售后服务" }).waitFor();
  await until(async () => (await board.stageOf("华兴售后服务")) === "needs", "moved by menu");
  await board.server.admin.post(`/api/v1/opportunities/${board.deals.get("华兴售后服务")}/transitions`, { to: "won" });
  await lane(page, "赢单").locator("[data-card]", { hasText: "华兴售后服务" }).waitFor({ timeout: 25_000 });
  assert.deepEqual(problems, []);
});
