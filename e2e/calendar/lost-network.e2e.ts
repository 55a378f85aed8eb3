import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Calendar, openCalendar, startCalendar } from "./calendar-page.ts";

let calendar: Calendar;

before(async () => {
  calendar = await startCalendar();
});
after(() => calendar.stop());

test("without a network a move waits as an edit does, and goes on from where it was put", async () => {
  const { body: made } = await calendar.api.post("/api/v1/events", { name: "断网改期", start_at: "2026-11-26T02:00:00Z", end_at: "2026-11-26T03:00:00Z" });
  const { page, context, problems } = await calendar.signedIn();
  await openCalendar(page, "week");
  const chip = page.locator("button.k-entry", { hasText: "断网改期" });
  await chip.waitFor();
  await page.waitForTimeout(800);
  await context.setOffline(true);
  await chip.focus();
  await page.keyboard.press("Alt+ArrowRight");
  await page.getByText("等待发送 1").waitFor();
  await page.getByRole("button", { name: /断网改期.*11月27日.*待发送/ }).waitFor();
  await chip.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await page.getByText("等待发送 2").waitFor();
  await page.getByRole("button", { name: /断网改期.*10:15.*待发送/ }).waitFor();
  // a colleague's change of something else stands beside it
  await calendar.api.patch(`/api/v1/events/${made.id}`, { place: "三楼" });
  await context.setOffline(false);
  await calendar.events("断网改期", ([e]) => e?.start_at === "2026-11-27T02:15:00Z");
  await page.getByRole("button", { name: /断网改期.*待发送/ }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: /断网改期.*10:15.*三楼/ }).waitFor();
  assert.deepEqual(problems, []);
});
