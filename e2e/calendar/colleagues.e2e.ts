import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Calendar, openCalendar, startCalendar } from "./calendar-page.ts";

let calendar: Calendar;

before(async () => {
  calendar = await startCalendar();
});
after(() => calendar.stop());

test("what others change appears by itself, overdue tasks are marked and completed here", async () => {
  const { page, problems } = await calendar.signedIn();
  await calendar.api.post("/api/v1/tasks", { name: "逾期的任务", due_at: "2020-03-03T02:00:00Z" });
  await openCalendar(page, "week", "2020-03-03");
  await page.getByRole("button", { name: /逾期的任务.*已逾期/ }).waitFor();
  await page.waitForTimeout(500);
  const other = (await calendar.api.post("/api/v1/events", { name: "别人建的", start_at: "2020-03-05T02:00:00Z" })).body;
  await page.locator("[data-column='3'] button.k-entry", { hasText: "别人建的" }).waitFor({ timeout: 8000 });
  await calendar.api.patch(`/api/v1/events/${other.id}`, { start_at: "2020-03-06T02:00:00Z" });
  await page.locator("[data-column='4'] button.k-entry", { hasText: "别人建的" }).waitFor({ timeout: 8000 });
  await page.getByRole("button", { name: /逾期的任务/ }).click();
  await page.getByRole("button", { name: "完成任务" }).click();
  await page.getByRole("button", { name: /逾期的任务.*已完成/ }).waitFor();
  assert.deepEqual(problems, []);
});

test("whom to be in touch with follows what a colleague agrees on the record itself", async () => {
  const { page, problems } = await calendar.signedIn();
  const customer = (await calendar.api.post("/api/v1/customers", { name: "约定改期的客户", next_contact_at: "2020-04-07T02:00:00Z" })).body;
  await openCalendar(page, "week", "2020-04-07");
  await page.locator("[data-column='1'] button.k-entry", { hasText: "约定改期的客户" }).waitFor();
  await page.waitForTimeout(500);
  await calendar.api.patch(`/api/v1/customers/${customer.id}`, { next_contact_at: "2020-04-09T02:00:00Z" });
  await page.locator("[data-column='3'] button.k-entry", { hasText: "约定改期的客户" }).waitFor({ timeout: 8000 });
  assert.equal(await page.locator("[data-column='1'] button.k-entry", { hasText: "约定改期的客户" }).count(), 0);
  assert.deepEqual(problems, []);
});

test("what is open of an entry goes with it, and the focus stays in the calendar", async () => {
  const { page, problems } = await calendar.signedIn();
  const times = { start_at: "2020-05-05T02:00:00Z", end_at: "2020-05-05T03:00:00Z" };
  const restsInCalendar = () => page.waitForFunction(() => document.activeElement?.matches(".k-time-body"));
  for (const opens of ["details", "drawer"]) {
    const name = `会被删除的${opens === "details" ? "会议" : "拜访"}`;
    const { id } = (await calendar.api.post("/api/v1/events", { name, ...times })).body;
    await openCalendar(page, "week", "2020-05-05");
    await page.locator("button.k-entry", { hasText: name }).click();
    const open = page.getByRole("dialog", { name: opens === "details" ? name : "编辑日程" });
    if (opens === "drawer") await page.getByRole("button", { name: "编辑", exact: true }).click();
    await open.waitFor();
    await calendar.api.delete(`/api/v1/events/${id}`);
    await open.waitFor({ state: "detached" });
    await page.getByText("刚才打开的这一项已不在这里").first().waitFor();
    await restsInCalendar();
  }
  assert.deepEqual(problems, []);
});

test("an entry that is open shows the time it was moved to, and what was typed outlives its event", async () => {
  const role = await calendar.api.post("/api/v1/roles", { name: "只改日程", permissions: [{ object: "event", read: "self", update: "self" }] });
  const signIn = { email: "changes@test.example", password: "Bamboo-river-81" };
  const user = await calendar.api.post("/api/v1/users", { name: "只改不建", ...signIn, role_ids: [role.body.id] });
  assert.equal(user.status, 201, user.text);
  for (const mayCreate of [true, false]) {
    const { page, problems } = await calendar.signedIn(...(mayCreate ? [] : [signIn]));
    const times = { start_at: "2020-06-02T02:00:00Z", end_at: "2020-06-02T03:00:00Z", ...(mayCreate ? {} : { owner_id: user.body.id }) };
    const { id } = (await calendar.api.post("/api/v1/events", { name: "会被移走的会议", ...times })).body;
    await openCalendar(page, "week", "2020-06-02");
    await page.waitForTimeout(500); // the socket stands
    await page.locator("button.k-entry", { hasText: "会被移走的会议" }).click();
    await page.getByRole("dialog").getByText("10:00–11:00").waitFor();
    await calendar.api.patch(`/api/v1/events/${id}`, { start_at: "2020-06-02T05:00:00Z", end_at: "2020-06-02T06:00:00Z" });
    await page.getByRole("dialog").getByText("13:00–14:00").waitFor();
    await page.getByRole("button", { name: "编辑", exact: true }).click();
    await page.getByLabel("日程名称").fill("我改的名称");
    await calendar.api.delete(`/api/v1/events/${id}`);
    await page.getByRole("alert").getByText("你填写的内容还在").waitFor();
    assert.equal(await page.getByLabel("日程名称").inputValue(), "我改的名称");
    if (mayCreate) {
      await page.getByRole("button", { name: "保存", exact: true }).click();
      await calendar.events("我改的名称", ([one, ...more]) => Date.parse(one?.start_at ?? "") === Date.parse("2020-06-02T05:00:00Z") && more.length === 0);
    } else {
      await page.getByRole("button", { name: "复制", exact: true }).click();
      await page.getByRole("button", { name: "已复制" }).waitFor();
      assert.equal(await page.getByRole("button", { name: "保存", exact: true }).count(), 0);
    }
    assert.deepEqual(problems, []);
  }
});
