import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Calendar, drag, monday, openCalendar, pointAt, startCalendar } from "./calendar-page.ts";

let calendar: Calendar;

before(async () => {
  calendar = await startCalendar();
});
after(() => calendar.stop());

test("a series is made in words; one occurrence is moved, undone, and cancelled", async () => {
  const { page, problems } = await calendar.signedIn();
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
  await calendar.events("每周例会", (list) => list.length === 2);
  // not the way back of having made it
  await page.getByText(/“每周例会”已改到/).waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.locator("[data-column='2'] button.k-entry", { hasText: "每周例会" }).waitFor();
  await calendar.events("每周例会", (list) => list.length === 1);
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
