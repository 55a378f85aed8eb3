import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Calendar, hourOf, openCalendar, startCalendar } from "./calendar-page.ts";

let calendar: Calendar;

before(async () => {
  calendar = await startCalendar();
});
after(() => calendar.stop());

test("a finger that rests on an entry drags it; one that goes on scrolls", async () => {
  await calendar.api.post("/api/v1/events", { name: "手指拖动", start_at: "2026-11-23T02:00:00Z", end_at: "2026-11-23T03:00:00Z" });
  const { page, context, problems } = await calendar.signedIn();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await openCalendar(page, "week");
  const box = await page.locator("button.k-entry", { hasText: "手指拖动" }).boundingBox();
  assert.ok(box);
  const hour = await hourOf(page);
  const at = { x: box.x + 30, y: box.y + 12 };
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y = at.y) =>
    cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: at.x, y }] });
  await touch("touchStart");
  await page.locator(".k-time-draft").waitFor(); // it is held
  for (const share of [0.3, 0.7, 1]) await touch("touchMove", at.y + hour * share);
  await touch("touchEnd");
  await calendar.events("手指拖动", ([e]) => e?.start_at === "2026-11-23T03:00:00Z");
  assert.deepEqual(problems, []);
});
