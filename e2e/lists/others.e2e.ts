import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cellOf, type Lists, startLists } from "./lists-page.ts";

let lists: Lists;
before(async () => {
  lists = await startLists();
});
after(() => lists.stop());

test("others' changes come without moving what one looks at", async () => {
  const { page, problems } = await lists.signedIn();
  await page.goto("/o/customers?sort=name");
  await page.getByRole("row", { name: /列表客户6/ }).waitFor();
  await page.waitForTimeout(800);
  const { body: role } = await lists.server.admin.get("/api/v1/roles");
  const administrator = role.data.find((r: { is_administrator: boolean }) => r.is_administrator);
  await lists.server.admin.post("/api/v1/users", { name: "王同事", email: "other@test.example", password: "Bamboo-river-78", role_ids: [administrator.id] });
  const other = await lists.server.as({ email: "other@test.example", password: "Bamboo-river-78" });
  await other.patch(`/api/v1/customers/${lists.ids.get("列表客户6")}`, { region: "深圳" });
  await (await cellOf(page, "列表客户6", "地区")).getByText("深圳").waitFor();
  const made = await other.post("/api/v1/customers", { name: "一家新客户" });
  await page.getByRole("button", { name: "1 条新记录，点击查看" }).waitFor();
  assert.equal(await page.getByRole("row", { name: /一家新客户/ }).count(), 0);
  await page.getByRole("button", { name: "1 条新记录，点击查看" }).click();
  await page.getByRole("row", { name: /一家新客户/ }).waitFor();
  await other.delete(`/api/v1/customers/${made.body.id}`);
  await page.getByText("已不可见").waitFor();
  await page.getByRole("row", { name: /一家新客户/ }).waitFor();
  assert.deepEqual(problems, []);
});

test("on a phone a long press chooses, and the rest fits a finger", async () => {
  const { page, problems } = await lists.signedIn(undefined, { width: 390, height: 844 });
  await page.goto("/o/customers?sort=name");
  const card = page.getByRole("row", { name: /列表客户1/ });
  await card.waitFor();
  const height = (await card.boundingBox())?.height ?? 0;
  assert.ok(height >= 44, `${height}`);
  await card.locator(".k-card-main").dispatchEvent("pointerdown", { pointerType: "touch", bubbles: true });
  await page.getByText("已选 1 条").waitFor();
  await page.getByRole("button", { name: "取消" }).click();
  await page.getByText("已选 1 条").waitFor({ state: "detached" });
  // another order is another list: its rows change in the place they have, nothing is built anew
  const place = await page.locator(".k-card-row").first().elementHandle();
  await page.getByRole("button", { name: /^排序/ }).click();
  await page.getByRole("menuitemradio", { name: "客户名称" }).click();
  await page.waitForURL(/sort=-name/);
  await page
    .locator(".k-card-row")
    .first()
    .filter({ hasText: /列表客户6/ })
    .waitFor();
  assert.ok(await place?.evaluate((e) => e.isConnected), "the rows were thrown away and made again");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, "the page scrolls sideways");
  assert.deepEqual(problems, []);
});
