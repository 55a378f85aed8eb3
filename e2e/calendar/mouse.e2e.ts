import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../journey.ts";
import { type Calendar, drag, hourOf, openCalendar, pointAt, startCalendar } from "./calendar-page.ts";

let calendar: Calendar;

before(async () => {
  calendar = await startCalendar();
});
after(() => calendar.stop());

test("hours are dragged over, named, and stand there; moving and resizing can be undone", async () => {
  const { page, problems } = await calendar.signedIn();
  await openCalendar(page, "week");
  await drag(page, await pointAt(page, 1, 10.02), await pointAt(page, 1, 11.5));
  await page.getByRole("textbox", { name: "日程名称" }).fill("拖出来的会");
  await page.keyboard.press("Enter");
  await page.getByText("已新建“拖出来的会”").waitFor();
  const [made] = await calendar.events("拖出来的会", (list) => list.length === 1);
  assert.deepEqual([made?.start_at, made?.end_at], ["2026-11-24T02:00:00Z", "2026-11-24T03:30:00Z"]);

  const chip = page.locator("button.k-entry", { hasText: "拖出来的会" });
  const box = await chip.boundingBox();
  assert.ok(box);
  const hour = await hourOf(page);
  await drag(page, { x: box.x + 30, y: box.y + 10 }, { x: (await pointAt(page, 3, 0)).x, y: box.y + 10 + 2 * hour });
  await page.getByText(/“拖出来的会”已改到/).waitFor();
  await calendar.events("拖出来的会", ([e]) => e?.start_at === "2026-11-26T04:00:00Z" && e.end_at === "2026-11-26T05:30:00Z");
  await page.getByRole("button", { name: "撤销" }).click();
  await calendar.events("拖出来的会", ([e]) => e?.start_at === "2026-11-24T02:00:00Z");
  await page.waitForFunction(() => document.querySelector("[data-column='1'] button.k-entry") !== null);
  const handle = await page.locator("[data-column='1'] .k-time-handle").boundingBox();
  assert.ok(handle);
  await drag(page, { x: handle.x + 20, y: handle.y + 3 }, { x: handle.x + 20, y: handle.y + 3 + hour });
  await calendar.events("拖出来的会", ([e]) => e?.end_at === "2026-11-24T04:30:00Z");
  assert.deepEqual(problems, []);
});

test("a list of deals as a calendar: dragging to another day changes the date", async () => {
  const { page, problems } = await calendar.signedIn();
  const customer = (await calendar.api.post("/api/v1/customers", { name: "日历客户" })).body;
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 8); // the month in Shanghai
  const deal = (await calendar.api.post("/api/v1/opportunities", { name: "按日历看的商机", customer_id: customer.id, expected_close_date: `${today}10` })).body;
  await page.goto("/o/opportunities?kind=calendar");
  const chip = page.locator("button.k-entry", { hasText: "按日历看的商机" });
  await chip.waitFor();
  await page.waitForLoadState("networkidle"); // nothing moves any more
  const from = await chip.boundingBox();
  const to = await page.locator(`[data-day="${today}12"]`).boundingBox();
  assert.ok(from && to);
  await drag(page, { x: from.x + 20, y: from.y + 8 }, { x: to.x + 40, y: to.y + 40 });
  await until(async () => (await calendar.api.get(`/api/v1/opportunities/${deal.id}`)).body.expected_close_date === `${today}12`, "the date");
  await page.getByRole("button", { name: "撤销" }).click();
  await until(async () => (await calendar.api.get(`/api/v1/opportunities/${deal.id}`)).body.expected_close_date === `${today}10`, "the date");
  assert.deepEqual(problems, []);
});

test("a move over a colleague's change shows theirs first and asks", async () => {
  const { body: made } = await calendar.api.post("/api/v1/events", { name: "两人同时改", start_at: "2026-11-25T02:00:00Z", end_at: "2026-11-25T03:00:00Z" });
  const { page, problems } = await calendar.signedIn();
  await openCalendar(page, "week");
  const chip = page.locator("button.k-entry", { hasText: "两人同时改" });
  await chip.waitFor();
  const hour = await hourOf(page);
  // what a colleague does has not reached this page yet
  await page.route("**/api/v1/calendar?*", (route) => route.abort());
  await calendar.api.patch(`/api/v1/events/${made.id}`, { start_at: "2026-11-25T06:00:00Z", end_at: "2026-11-25T07:00:00Z" });
  const box = await chip.boundingBox();
  assert.ok(box);
  const down = { x: box.x + 30, y: box.y + 10 };
  await drag(page, down, { x: down.x, y: down.y + hour });
  const dialog = page.getByRole("dialog", { name: /有人刚刚修改了“两人同时改”/ });
  await dialog.getByText("现在的时间是 11月25日 周三 14:00–15:00").waitFor();
  await page.unroute("**/api/v1/calendar?*");
  await dialog.getByRole("button", { name: "改到我选的时间" }).click();
  await calendar.events("两人同时改", ([e]) => e?.start_at === "2026-11-25T03:00:00Z");
  assert.deepEqual(problems, []);
});
