import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Calendar, drag, openCalendar, startCalendar } from "./calendar-page.ts";

let calendar: Calendar;

before(async () => {
  calendar = await startCalendar();
});
after(() => calendar.stop());

test("a month with 500 events is drawn and dragged over without long tasks", { timeout: 120_000 }, async (t) => {
  const records = Array.from({ length: 500 }, (_, i) => ({
    name: `密集 ${i}`,
    start_at: new Date(Date.parse("2027-03-01T00:00:00Z") + (i % 31) * 86_400_000 + (i % 10) * 3_600_000).toISOString(),
  }));
  assert.equal((await calendar.api.post("/api/v1/events/batch", { operation: "create", records })).body.created, 500);
  const { page, problems } = await calendar.signedIn();
  await openCalendar(page, "month", "2027-02-10");
  await page.evaluate(() => {
    const seen: number[] = [];
    (window as unknown as { longTasks: number[] }).longTasks = seen;
    new PerformanceObserver((list) => seen.push(...list.getEntries().map((e) => e.duration))).observe({ entryTypes: ["longtask"] });
  });
  await page.getByRole("button", { name: "下一段时间" }).click();
  await page.locator("button.k-entry", { hasText: "密集" }).nth(60).waitFor();
  await page
    .getByText(/还有 \d+ 项/)
    .first()
    .waitFor();
  const chip = await page.locator("button.k-entry", { hasText: "密集" }).first().boundingBox();
  const target = await page.locator('[data-day="2027-03-24"]').boundingBox();
  assert.ok(chip && target);
  await drag(page, { x: chip.x + 20, y: chip.y + 8 }, { x: target.x + 40, y: target.y + 60 });
  await page.getByText(/已改到/).waitFor();
  const longest = Math.max(0, ...(await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)));
  t.diagnostic(`longest task ${Math.round(longest)} ms`);
  assert.ok(longest < 800, `a task of ${Math.round(longest)} ms`);
  assert.deepEqual(problems, []);
});
