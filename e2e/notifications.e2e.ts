import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ApiClient } from "@keshu/server/testing";
import { type Journey, startJourney, textOf } from "./journey.ts";

const chen = { email: "chen@test.example", password: "Bamboo-river-79", name: "陈静", id: "" };
let journey: Journey;
let manager: ApiClient;
let customer: string;

before(async () => {
  journey = await startJourney();
  const { admin } = journey.server;
  const roles = (await admin.get("/api/v1/roles")).body.data as { id: string; name: string }[];
  const role = (name: string) => roles.find((one) => one.name === name)?.id;
  const department = (await admin.post("/api/v1/departments", { name: "华东" })).body.id;
  const { id: _, ...account } = chen;
  const made = await admin.post("/api/v1/users", { ...account, department_id: department, role_ids: [role("销售")] });
  assert.equal(made.status, 201, made.text);
  chen.id = made.body.id;
  const boss = { email: "zhou@test.example", password: "Bamboo-river-79" };
  await admin.post("/api/v1/users", { ...boss, name: "周经理", department_id: department, role_ids: [role("销售经理")] });
  manager = await journey.server.as(boss);
  customer = (await manager.post("/api/v1/customers", { name: "杭州云帆科技", owner_id: chen.id })).body.id;
});
after(() => journey.stop());

const bell = "button.k-bell";

test("the bell counts what arrives while one is here, and a click leads to the record", async () => {
  const { page, problems } = await journey.signedIn(chen);
  const standing = page
    .waitForEvent("websocket", (socket) => socket.url().endsWith("/api/v1/live"))
    .then((socket) => socket.waitForEvent("framereceived", ({ payload }) => String(payload).includes('"subscribed","topic":"notifications:')));
  await page.goto("/o/customers");
  await page.locator(`${bell}[aria-label="通知，1 条未读"]`).waitFor();
  await standing;
  await manager.post("/api/v1/activities", { type: "call", customer_id: customer, owner_id: chen.id, content: `@[陈静](user:${chen.id}) 周五前报价` });
  const toast = page.getByRole("status").filter({ hasText: "周经理在跟进记录中提到了你" });
  await toast.waitFor();
  await page.locator(`${bell}[aria-label="通知，2 条未读"]`).waitFor();

  await page.locator(bell).click();
  const drawer = page.getByRole("dialog", { name: "通知" });
  const rows = drawer.locator(".k-notice-row");
  await rows.nth(1).waitFor();
  assert.match(await textOf(rows.nth(0)), /周经理在跟进记录中提到了你[\s\S]*杭州云帆科技[\s\S]*@陈静 周五前报价/);
  assert.match(await textOf(rows.nth(1)), /周经理把客户交给你负责[\s\S]*杭州云帆科技/);
  await rows.nth(1).getByRole("link").click();
  await page.waitForURL(`**/o/customers/${customer}`);
  await page.getByRole("heading", { name: "杭州云帆科技" }).first().waitFor();
  await page.locator(`${bell}[aria-label="通知，1 条未读"]`).waitFor();
  assert.deepEqual(problems, []);
});

test("by keys: open, move, read one, show the unread, read all", async () => {
  const { page, problems } = await journey.signedIn(chen);
  await page.goto("/");
  await page.locator(`${bell}[aria-label="通知，1 条未读"]`).focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "通知" });
  const links = drawer.locator(".k-notice-title");
  await links.nth(1).waitFor();
  // the drawer has taken the focus, and does not take it again
  await page.waitForFunction(() => document.activeElement?.closest(".ant-drawer") != null);
  await links.first().focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await links.nth(1).evaluate((element) => element === document.activeElement), true);
  await drawer.getByText("未读 1", { exact: true }).click();
  await drawer.getByText("周经理把客户交给你负责").waitFor({ state: "detached" });
  await drawer.getByRole("button", { name: "全部标为已读" }).click();
  await drawer.getByText("没有未读通知").waitFor();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
  await page.locator(`${bell}[aria-label="通知"]`).waitFor();
  // the focus comes back to the bell
  await page.waitForFunction((selector) => document.activeElement?.matches(selector), bell);
  assert.deepEqual(problems, []);
});

test("of a record one lost the right to see nothing is left, on a phone too", async () => {
  await manager.patch(`/api/v1/customers/${customer}`, { owner_id: null });
  const { page, problems } = await journey.signedIn(chen, { width: 390, height: 844 });
  await page.goto("/");
  await page.locator(bell).click();
  const drawer = page.getByRole("dialog", { name: "通知" });
  await drawer.getByText("这条记录已删除，或你已无权查看").first().waitFor();
  assert.equal(await drawer.getByText("周经理把客户交给你负责").count(), 0);
  const box = await drawer.locator(".k-notice-row").first().boundingBox();
  assert.ok(box && box.width <= 390 && box.height >= 44, JSON.stringify(box));
  assert.deepEqual(problems, []);
});
