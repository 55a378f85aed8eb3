import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Calendar, startCalendar } from "./calendar-page.ts";

let calendar: Calendar;

before(async () => {
  calendar = await startCalendar();
});
after(() => calendar.stop());

test("the feed's address is shown once, works, and ends", async () => {
  const { page, problems } = await calendar.signedIn();
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
