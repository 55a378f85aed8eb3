import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator } from "playwright-core";
import { testAdministrator } from "../../apps/server/testing.ts";
import { until } from "../journey.ts";
import { type Board, card, lane, openBoard, startBoard } from "./board-page.ts";

let board: Board;

before(async () => {
  board = await startBoard();
});
after(() => board.stop());

test("a finger drags after a long press; a quick one scrolls", async () => {
  await board.deal("触屏商机", { stage: "discovery", amount: "66" });
  const context = await board.viewer.browser.newContext({
    baseURL: board.server.url,
    locale: "zh-CN",
    viewport: { width: 1100, height: 800 },
    hasTouch: true,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const reply = await page.request.post("/api/v1/sign-in", { data: testAdministrator });
  assert.equal(reply.status(), 200, await reply.text());
  await openBoard(page);
  const touch = await context.newCDPSession(page);
  const at = async (locator: Locator) => {
    const box = await locator.boundingBox();
    assert.ok(box);
    return { x: box.x + 40, y: box.y + 30 };
  };
  await page.waitForLoadState("networkidle"); // nothing moves any more
  const from = await at(card(page, "触屏商机"));
  const to = await at(lane(page, "方案报价"));
  const send = (type: "touchStart" | "touchMove" | "touchEnd", point?: { x: number; y: number }) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: point ? [point] : [] });
  await send("touchStart", from);
  await page.locator(".is-ghost").waitFor(); // the card is lifted
  for (let i = 1; i <= 10; i++) await send("touchMove", { x: from.x + ((to.x - from.x) * i) / 10, y: from.y + ((to.y + 90 - from.y) * i) / 10 });
  await page.locator("section.k-lane.is-over", { hasText: "方案报价" }).waitFor();
  await send("touchEnd");
  await until(async () => (await board.stageOf("触屏商机")) === "proposal", "moved by finger");
  assert.equal(await page.locator(".is-ghost").count(), 0);
  await context.close();
});
