import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../journey.ts";
import { type Board, card, focusOn, lane, openBoard, startBoard } from "./board-page.ts";

let board: Board;

before(async () => {
  board = await startBoard();
});
after(() => board.stop());

test("without a network a move waits as an edit does, stands where it was put, and is sent when it is back", async () => {
  await board.deal("断网移动", { stage: "discovery", amount: "10" });
  const { page, context, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  await card(page, "断网移动").focus();
  await page.waitForTimeout(1500);
  await context.setOffline(true);
  for (const key of ["Space", "ArrowRight", "Space"]) await page.keyboard.press(key);
  await lane(page, "需求确认").locator("[data-card]", { hasText: "断网移动" }).getByText("待发送").waitFor();
  await page.getByText("等待发送 1").waitFor();
  await focusOn(page, "断网移动");
  // on to the next column, and away from the board and back
  for (const key of ["Space", "ArrowRight", "Space"]) await page.keyboard.press(key);
  await page.getByText("等待发送 2").waitFor();
  await page
    .getByRole("radio", { name: "表格" })
    .or(page.getByRole("button", { name: "表格" }))
    .first()
    .click();
  await page.getByRole("grid").waitFor();
  await page
    .getByRole("radio", { name: "看板" })
    .or(page.getByRole("button", { name: "看板" }))
    .first()
    .click();
  await lane(page, "方案报价").locator("[data-card]", { hasText: "断网移动" }).getByText("待发送").waitFor();
  assert.equal(await lane(page, "初步接洽").locator("[data-card]", { hasText: "断网移动" }).count(), 0);
  assert.equal(await board.stageOf("断网移动"), "discovery");
  await context.setOffline(false);
  await until(async () => (await board.stageOf("断网移动")) === "proposal", "sent");
  await page.getByText(/等待发送/).waitFor({ state: "detached" });
  const moved = lane(page, "方案报价").locator("[data-card]", { hasText: "断网移动" });
  await moved.waitFor();
  await moved.getByText("待发送").waitFor({ state: "detached" });
  assert.deepEqual(problems, []);
});

test("a move that waited and that a colleague made otherwise meanwhile is asked about", async () => {
  const id = await board.deal("两人移动", { stage: "discovery", amount: "10" });
  const { page, context } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  await card(page, "两人移动").focus();
  await page.waitForTimeout(500);
  await context.setOffline(true);
  for (const key of ["Space", "ArrowRight", "Space"]) await page.keyboard.press(key);
  await page.getByText("等待发送 1").waitFor();
  assert.equal((await board.server.admin.patch(`/api/v1/opportunities/${id}`, { stage: "negotiation" })).status, 200);
  await context.setOffline(false);
  await page.getByText("1 处修改没有保存成功，内容还在。").waitFor();
  await lane(page, "商务谈判").locator("[data-card]", { hasText: "两人移动" }).waitFor();
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await page.getByRole("button", { name: "选择保留哪个值" }).click();
  const dialog = page.getByRole("dialog").last();
  await dialog.getByText("需求确认").waitFor();
  await dialog.getByText("商务谈判").waitFor();
});
