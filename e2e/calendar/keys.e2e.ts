import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Calendar, monday, nameHasFocus, openCalendar, startCalendar } from "./calendar-page.ts";

let calendar: Calendar;

before(async () => {
  calendar = await startCalendar();
});
after(() => calendar.stop());

test("keys alone: ways to look, a place in the hours, a name; Alt and arrows move it", async () => {
  const { page, problems } = await calendar.signedIn();
  await openCalendar(page, "month");
  // the sheet of keys tells these too
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "键盘快捷键" }).getByText("按同事查看").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "键盘快捷键" }).waitFor({ state: "detached" });
  await page.keyboard.press("d");
  await page.waitForURL(/mode=day/);
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/day=2026-11-24/);
  await page.keyboard.press("w");
  await page.locator('[data-column="6"]').waitFor();
  await page.getByRole("group", { name: /方向键/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await nameHasFocus(page);
  await page.keyboard.type("按键建的会");
  await page.keyboard.press("Enter");
  const [made] = await calendar.events("按键建的会", (list) => list.length === 1);
  assert.equal(made?.start_at, "2026-11-25T01:30:00Z");
  const chip = page.locator("button.k-entry", { hasText: "按键建的会" });
  await chip.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await calendar.events("按键建的会", ([e]) => e?.start_at === "2026-11-25T01:45:00Z");
  // on another day it is drawn anew: the focus goes along, and no key of several is lost
  for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft"]) await page.keyboard.press(`Alt+${key}`);
  await calendar.events("按键建的会", ([e]) => e?.start_at === "2026-11-26T01:45:00Z");
  await page.waitForFunction(() => document.activeElement?.closest("button.k-entry")?.textContent?.includes("按键建的会"));
  await page.keyboard.press("Alt+ArrowLeft");
  await calendar.events("按键建的会", ([e]) => e?.start_at === "2026-11-25T01:45:00Z");
  await page.keyboard.press("t");
  await page.waitForFunction(() => location.search.includes(`day=${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}`)); // in Shanghai
  await openCalendar(page, "month");
  await page.locator(`[data-day="${monday}"]`).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await nameHasFocus(page);
  await page.keyboard.type("全天的事");
  await page.keyboard.press("Enter");
  const [whole] = await calendar.events("全天的事", (list) => list.length === 1);
  assert.deepEqual([whole?.is_all_day, whole?.start_on, whole?.end_on], [true, "2026-11-30", "2026-11-30"]);
  assert.deepEqual(problems, []);
});

test("a moment that does not exist stays with its reason and stops saving; a mended one is taken by the same keys that save", async () => {
  const { page, problems } = await calendar.signedIn();
  await openCalendar(page, "week");
  await page.getByRole("button", { name: "新建日程" }).first().click();
  const drawer = page.getByRole("dialog", { name: "新建日程" });
  await drawer.getByLabel("日程名称").fill("改过的时间");
  const start = drawer.getByRole("textbox", { name: "开始" });
  await start.fill("2026-02-30 10:00");
  await start.press("Tab");
  await drawer.getByRole("alert").getByText("“2026-02-30 10:00”不是有效的时间").waitFor();
  assert.equal(await start.inputValue(), "2026-02-30 10:00");
  await drawer.getByLabel("日程名称").press("Control+Enter");
  await page.waitForFunction(() => (document.activeElement as HTMLInputElement).value === "2026-02-30 10:00");
  // Enter takes it, also where no calendar is open; the next saves
  await page.locator(".ant-picker-dropdown:visible").waitFor({ state: "detached" });
  await start.fill("2026-11-25 10:00");
  await start.press("Enter");
  await start.press("ArrowLeft");
  assert.ok(await drawer.isVisible());
  await start.fill("2026-11-26 10:00");
  await start.press("Control+Enter");
  await drawer.waitFor({ state: "detached" });
  await calendar.events("改过的时间", ([event]) => event?.start_at === "2026-11-26T02:00:00Z");
  assert.deepEqual(problems, []);
});
