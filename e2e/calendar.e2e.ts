import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Journey, startJourney } from "./journey.ts";

let journey: Journey;
const monday = "2026-11-23";
const api = () => journey.server.admin;

before(async () => {
  journey = await startJourney();
  await api().patch("/api/v1/company", { name: "云帆科技", is_set_up: true });
});
after(() => journey.stop());

interface Stored {
  id: string;
  name: string;
  start_at: string;
  end_at: string;
  is_all_day: boolean;
  start_on: string | null;
  end_on: string | null;
}

async function events(name: string): Promise<Stored[]> {
  return (await api().get(`/api/v1/events?filter=${encodeURIComponent(JSON.stringify({ name }))}`)).body.data;
}

async function until<T>(read: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  let value = await read();
  for (let i = 0; i < 60 && !isRight(value); i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    value = await read();
  }
  assert.ok(isRight(value), JSON.stringify(value));
  return value;
}

async function openCalendar(page: Page, mode: string, day = monday): Promise<void> {
  await page.goto(`/calendar?mode=${mode}&day=${day}`);
  await page.locator(".k-calendar-main").waitFor();
  await page.waitForLoadState("networkidle");
}

/** Where the hours of a column stand on the screen. */
async function pointAt(page: Page, column: number, hour: number): Promise<{ x: number; y: number }> {
  const box = await page.locator(`[data-column="${column}"]`).boundingBox();
  assert.ok(box);
  return { x: box.x + box.width / 2, y: box.y + (box.height / 24) * hour };
}

/** Until what is typed belongs to the small form's name. */
const nameHasFocus = (page: Page) => page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "日程名称");

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

test("hours are dragged over, named, and stand there; moving and resizing can be undone", async () => {
  const { page, problems } = await journey.signedIn();
  await openCalendar(page, "week");
  await drag(page, await pointAt(page, 1, 10.02), await pointAt(page, 1, 11.5));
  await page.getByRole("textbox", { name: "日程名称" }).fill("拖出来的会");
  await page.keyboard.press("Enter");
  await page.getByText("已新建“拖出来的会”").waitFor();
  const [made] = await until(
    () => events("拖出来的会"),
    (list) => list.length === 1,
  );
  assert.deepEqual([made?.start_at, made?.end_at], ["2026-11-24T02:00:00Z", "2026-11-24T03:30:00Z"]);

  const chip = page.locator("button.k-entry", { hasText: "拖出来的会" });
  const box = await chip.boundingBox();
  assert.ok(box);
  const hour = (await pointAt(page, 0, 1)).y - (await pointAt(page, 0, 0)).y;
  await drag(page, { x: box.x + 30, y: box.y + 10 }, { x: (await pointAt(page, 3, 0)).x, y: box.y + 10 + 2 * hour });
  await page.getByText(/“拖出来的会”已改到/).waitFor();
  await until(
    () => events("拖出来的会"),
    ([e]) => e?.start_at === "2026-11-26T04:00:00Z" && e.end_at === "2026-11-26T05:30:00Z",
  );
  await page.getByRole("button", { name: "撤销" }).click();
  await until(
    () => events("拖出来的会"),
    ([e]) => e?.start_at === "2026-11-24T02:00:00Z",
  );
  await page.waitForFunction(() => document.querySelector("[data-column='1'] button.k-entry") !== null);
  const handle = await page.locator("[data-column='1'] .k-time-handle").boundingBox();
  assert.ok(handle);
  await drag(page, { x: handle.x + 20, y: handle.y + 3 }, { x: handle.x + 20, y: handle.y + 3 + hour });
  await until(
    () => events("拖出来的会"),
    ([e]) => e?.end_at === "2026-11-24T04:30:00Z",
  );
  assert.deepEqual(problems, []);
});

test("keys alone: ways to look, a place in the hours, a name; Alt and arrows move it", async () => {
  const { page, problems } = await journey.signedIn();
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
  const [made] = await until(
    () => events("按键建的会"),
    (list) => list.length === 1,
  );
  assert.equal(made?.start_at, "2026-11-25T01:30:00Z");
  const chip = page.locator("button.k-entry", { hasText: "按键建的会" });
  await chip.focus();
  await page.keyboard.press("Alt+ArrowDown");
  await until(
    () => events("按键建的会"),
    ([e]) => e?.start_at === "2026-11-25T01:45:00Z",
  );
  // on another day it is drawn anew: the focus goes along, and no key of several is lost
  for (const key of ["ArrowRight", "ArrowRight", "ArrowLeft"]) await page.keyboard.press(`Alt+${key}`);
  await until(
    () => events("按键建的会"),
    ([e]) => e?.start_at === "2026-11-26T01:45:00Z",
  );
  await page.waitForFunction(() => document.activeElement?.closest("button.k-entry")?.textContent?.includes("按键建的会"));
  await page.keyboard.press("Alt+ArrowLeft");
  await until(
    () => events("按键建的会"),
    ([e]) => e?.start_at === "2026-11-25T01:45:00Z",
  );
  await page.keyboard.press("t");
  await page.waitForFunction(() => location.search.includes(`day=${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}`)); // in Shanghai
  await openCalendar(page, "month");
  await page.locator(`[data-day="${monday}"]`).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await nameHasFocus(page);
  await page.keyboard.type("全天的事");
  await page.keyboard.press("Enter");
  const [whole] = await until(
    () => events("全天的事"),
    (list) => list.length === 1,
  );
  assert.deepEqual([whole?.is_all_day, whole?.start_on, whole?.end_on], [true, "2026-11-30", "2026-11-30"]);
  assert.deepEqual(problems, []);
});

test("a series is made in words; one occurrence is moved, undone, and cancelled", async () => {
  const { page, problems } = await journey.signedIn();
  await openCalendar(page, "week");
  // its code comes when the page rests
  await page.waitForFunction(() => performance.getEntriesByType("resource").some((r) => /event-drawer-.*\.js/.test(r.name)));
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  await page.keyboard.press("n");
  // the form begins in its first field: what is typed right after belongs to it
  await page.keyboard.type("每周例会");
  const drawer = page.getByRole("dialog", { name: "新建日程" });
  assert.equal(await drawer.getByLabel("日程名称").inputValue(), "每周例会");
  // Enter takes the time that was typed; it does not save what is not finished
  await page.keyboard.press("Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`${monday} 10:00`);
  await page.keyboard.press("Enter");
  await page
    .locator(".ant-picker-dropdown:visible")
    .waitFor({ state: "detached" })
    .catch(() => undefined);
  assert.ok(await drawer.isVisible());
  await drawer.getByRole("combobox", { name: "重复" }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("自定义…").click();
  const editor = drawer.getByRole("group", { name: "自定义…" });
  const choose = async (name: string, isOn: boolean) => {
    const button = editor.getByRole("button", { name });
    if ((await button.getAttribute("aria-pressed")) !== String(isOn)) await button.click();
  };
  await choose("星期三", true);
  await choose("星期一", true);
  await editor.getByText("次数").click();
  await editor.getByText("每周一、三，共 10 次").waitFor();
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  await page.locator("button.k-entry", { hasText: "每周例会" }).nth(1).waitFor();
  const chip = page.locator("[data-column='2'] button.k-entry", { hasText: "每周例会" });
  const box = await chip.boundingBox();
  assert.ok(box);
  await drag(page, { x: box.x + 30, y: box.y + 8 }, { x: (await pointAt(page, 3, 0)).x, y: box.y + 8 });
  const question = page.getByRole("dialog", { name: "修改重复日程“每周例会”" });
  await question.getByRole("radio", { name: "仅这一次" }).waitFor();
  await question.getByRole("button", { name: /确\s?定/ }).click();
  await page.locator("[data-column='3'] button.k-entry", { hasText: "每周例会" }).waitFor();
  await until(
    () => events("每周例会"),
    (list) => list.length === 2,
  );
  // not the way back of having made it
  await page.getByText(/“每周例会”已改到/).waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.locator("[data-column='2'] button.k-entry", { hasText: "每周例会" }).waitFor();
  await until(
    () => events("每周例会"),
    (list) => list.length === 1,
  );
  await page.locator("[data-column='2'] button.k-entry", { hasText: "每周例会" }).click();
  await page.getByText("每周一、三，共 10 次").waitFor();
  await page.getByRole("button", { name: "删除" }).click();
  await page
    .getByRole("dialog", { name: "删除重复日程“每周例会”" })
    .getByRole("button", { name: /确\s?定/ })
    .click();
  await page.locator("[data-column='2'] button.k-entry", { hasText: "每周例会" }).waitFor({ state: "detached" });
  await page.locator("[data-column='0'] button.k-entry", { hasText: "每周例会" }).waitFor();
  assert.deepEqual(problems, []);
});

test("what others change appears by itself, overdue tasks are marked and completed here", async () => {
  const { page, problems } = await journey.signedIn();
  await api().post("/api/v1/tasks", { name: "逾期的任务", due_at: "2020-03-03T02:00:00Z" });
  await openCalendar(page, "week", "2020-03-03");
  await page.getByRole("button", { name: /逾期的任务.*已逾期/ }).waitFor();
  await page.waitForTimeout(500);
  const other = (await api().post("/api/v1/events", { name: "别人建的", start_at: "2020-03-05T02:00:00Z" })).body;
  await page.locator("[data-column='3'] button.k-entry", { hasText: "别人建的" }).waitFor({ timeout: 8000 });
  await api().patch(`/api/v1/events/${other.id}`, { start_at: "2020-03-06T02:00:00Z" });
  await page.locator("[data-column='4'] button.k-entry", { hasText: "别人建的" }).waitFor({ timeout: 8000 });
  await page.getByRole("button", { name: /逾期的任务/ }).click();
  await page.getByRole("button", { name: "完成任务" }).click();
  await page.getByRole("button", { name: /逾期的任务.*已完成/ }).waitFor();
  assert.deepEqual(problems, []);
});

test("whom to be in touch with follows what a colleague agrees on the record itself", async () => {
  const { page, problems } = await journey.signedIn();
  const customer = (await api().post("/api/v1/customers", { name: "约定改期的客户", next_contact_at: "2020-04-07T02:00:00Z" })).body;
  await openCalendar(page, "week", "2020-04-07");
  await page.locator("[data-column='1'] button.k-entry", { hasText: "约定改期的客户" }).waitFor();
  await page.waitForTimeout(500);
  await api().patch(`/api/v1/customers/${customer.id}`, { next_contact_at: "2020-04-09T02:00:00Z" });
  await page.locator("[data-column='3'] button.k-entry", { hasText: "约定改期的客户" }).waitFor({ timeout: 8000 });
  assert.equal(await page.locator("[data-column='1'] button.k-entry", { hasText: "约定改期的客户" }).count(), 0);
  assert.deepEqual(problems, []);
});

test("without a network a move waits as an edit does, and goes on from where it was put", async () => {
  const { body: made } = await api().post("/api/v1/events", { name: "断网改期", start_at: "2026-11-26T02:00:00Z", end_at: "2026-11-26T03:00:00Z" });
  const { page, context, problems } = await journey.signedIn();
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
  await api().patch(`/api/v1/events/${made.id}`, { place: "三楼" });
  await context.setOffline(false);
  await until(
    () => events("断网改期"),
    ([e]) => e?.start_at === "2026-11-27T02:15:00Z",
  );
  await page.getByRole("button", { name: /断网改期.*待发送/ }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: /断网改期.*10:15.*三楼/ }).waitFor();
  assert.deepEqual(problems, []);
});

test("a list of deals as a calendar: dragging to another day changes the date", async () => {
  const { page, problems } = await journey.signedIn();
  const customer = (await api().post("/api/v1/customers", { name: "日历客户" })).body;
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 8); // the month in Shanghai
  const deal = (await api().post("/api/v1/opportunities", { name: "按日历看的商机", customer_id: customer.id, expected_close_date: `${today}10` })).body;
  await page.goto("/o/opportunities?kind=calendar");
  const chip = page.locator("button.k-entry", { hasText: "按日历看的商机" });
  await chip.waitFor();
  await page.waitForLoadState("networkidle"); // nothing moves any more
  const from = await chip.boundingBox();
  const to = await page.locator(`[data-day="${today}12"]`).boundingBox();
  assert.ok(from && to);
  await drag(page, { x: from.x + 20, y: from.y + 8 }, { x: to.x + 40, y: to.y + 40 });
  await until(
    async () => (await api().get(`/api/v1/opportunities/${deal.id}`)).body.expected_close_date,
    (date) => date === `${today}12`,
  );
  await page.getByRole("button", { name: "撤销" }).click();
  await until(
    async () => (await api().get(`/api/v1/opportunities/${deal.id}`)).body.expected_close_date,
    (date) => date === `${today}10`,
  );
  assert.deepEqual(problems, []);
});

test("the feed's address is shown once, works, and ends", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/profile");
  const panel = page.getByRole("region", { name: "日历订阅" });
  await panel.getByRole("button", { name: "生成订阅地址" }).click();
  const address = await panel.getByRole("textbox").inputValue();
  const read = await fetch(address);
  assert.deepEqual([read.status, (await read.text()).startsWith("BEGIN:VCALENDAR\r\n")], [200, true]);
  await page.reload();
  await panel.getByText(/最近读取/).waitFor();
  assert.equal(await panel.getByRole("textbox").count(), 0);
  await panel.getByRole("button", { name: "停止订阅" }).click();
  await page.locator(".ant-modal-confirm").getByRole("button", { name: "停止订阅" }).click();
  await panel.getByText("尚未开启").waitFor();
  assert.equal((await fetch(address)).status, 404);
  assert.deepEqual(problems, []);
});

test("a month with 500 events is drawn and dragged over without long tasks", { timeout: 120_000 }, async (t) => {
  const records = Array.from({ length: 500 }, (_, i) => ({
    name: `密集 ${i}`,
    start_at: new Date(Date.parse("2027-03-01T00:00:00Z") + (i % 31) * 86_400_000 + (i % 10) * 3_600_000).toISOString(),
  }));
  assert.equal((await api().post("/api/v1/events/batch", { operation: "create", records })).body.created, 500);
  const { page, problems } = await journey.signedIn();
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

test("a move over a colleague's change shows theirs first and asks", async () => {
  const { body: made } = await api().post("/api/v1/events", { name: "两人同时改", start_at: "2026-11-25T02:00:00Z", end_at: "2026-11-25T03:00:00Z" });
  const { page, problems } = await journey.signedIn();
  await openCalendar(page, "week");
  const chip = page.locator("button.k-entry", { hasText: "两人同时改" });
  await chip.waitFor();
  const hour = (await pointAt(page, 0, 1)).y - (await pointAt(page, 0, 0)).y;
  // what a colleague does has not reached this page yet
  await page.route("**/api/v1/calendar?*", (route) => route.abort());
  await api().patch(`/api/v1/events/${made.id}`, { start_at: "2026-11-25T06:00:00Z", end_at: "2026-11-25T07:00:00Z" });
  const box = await chip.boundingBox();
  assert.ok(box);
  const down = { x: box.x + 30, y: box.y + 10 };
  await drag(page, down, { x: down.x, y: down.y + hour });
  const dialog = page.getByRole("dialog", { name: /有人刚刚修改了“两人同时改”/ });
  await dialog.getByText("现在的时间是 11月25日 周三 14:00–15:00").waitFor();
  await page.unroute("**/api/v1/calendar?*");
  await dialog.getByRole("button", { name: "改到我选的时间" }).click();
  await until(
    () => events("两人同时改"),
    ([e]) => e?.start_at === "2026-11-25T03:00:00Z",
  );
  assert.deepEqual(problems, []);
});

test("a finger that rests on an entry drags it; one that goes on scrolls", async () => {
  await api().post("/api/v1/events", { name: "手指拖动", start_at: "2026-11-23T02:00:00Z", end_at: "2026-11-23T03:00:00Z" });
  const { page, context, problems } = await journey.signedIn();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  await openCalendar(page, "week");
  const box = await page.locator("button.k-entry", { hasText: "手指拖动" }).boundingBox();
  assert.ok(box);
  const hour = (await pointAt(page, 0, 1)).y - (await pointAt(page, 0, 0)).y;
  const at = { x: box.x + 30, y: box.y + 12 };
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y = at.y) =>
    cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: at.x, y }] });
  await touch("touchStart");
  await page.locator(".k-time-draft").waitFor(); // it is held
  for (const share of [0.3, 0.7, 1]) await touch("touchMove", at.y + hour * share);
  await touch("touchEnd");
  await until(
    () => events("手指拖动"),
    ([e]) => e?.start_at === "2026-11-23T03:00:00Z",
  );
  assert.deepEqual(problems, []);
});
