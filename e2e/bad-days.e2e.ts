import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { testAdministrator } from "../apps/server/testing.ts";
import { type Journey, startJourney } from "./journey.ts";

const colleague = { email: "li@test.example", password: "Bamboo-river-79" };
const seller = { email: "seller@test.example", password: "Bamboo-river-80" };
let journey: Journey;
let colleagueId: string;
let sellerId: string;

before(async () => {
  journey = await startJourney();
  const { admin } = journey.server;
  const roles = (await admin.get("/api/v1/roles")).body.data as { id: string; name: string; is_administrator: boolean }[];
  const administrator = roles.find((r) => r.is_administrator)?.id;
  const own = await admin.post("/api/v1/roles", {
    name: "只看自己",
    permissions: ["customer", "activity", "task"].map((object) => ({ object, create: "self", read: "self", update: "self" })),
  });
  colleagueId = (await admin.post("/api/v1/users", { name: "李佳怡", ...colleague, role_ids: [administrator] })).body.id;
  sellerId = (await admin.post("/api/v1/users", { name: "王小销", ...seller, role_ids: [own.body.id] })).body.id;
});
after(() => journey.stop());

const stored = async (id: string) => (await journey.server.admin.get(`/api/v1/customers/${id}`)).body;
const make = async (values: Record<string, unknown>): Promise<string> => {
  const reply = await journey.server.admin.post("/api/v1/customers", values);
  assert.equal(reply.status, 201, reply.text);
  return reply.body.id;
};

async function open(page: Page, id: string, name: string): Promise<void> {
  page.setDefaultTimeout(30_000); // patience is no part of what is tried here
  await page.goto(`/o/customers/${id}`);
  await page.getByRole("heading", { name, level: 1 }).waitFor();
}

async function editFact(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole("button", { name: `编辑${label}` }).click();
  await page.getByRole("textbox", { name: label, exact: true }).fill(value);
}

const composer = (page: Page) => page.getByRole("textbox", { name: "写点什么，记录这次跟进…" });

test("without a network edits and notes wait, are shown, and are sent once when it is back", async () => {
  const id = await make({ name: "断网公司", region: "浙江 杭州" });
  const { page, context, problems } = await journey.signedIn();
  await page.addInitScript(() => performance.setResourceTimingBufferSize(1000));
  await open(page, id, "断网公司");
  // what editing needs comes when the page rests
  await page.waitForFunction(() => {
    const loaded = performance.getEntriesByType("resource").map((r) => r.name);
    return ["fact-editor", "conflict-dialog", "time-picks", "outbox-panel", "sign-in-again"].every((part) => loaded.some((name) => name.includes(part)));
  });
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await page.getByText("网络已断开").waitFor();
  await editFact(page, "地区", "浙江 宁波");
  await page.keyboard.press("Enter");
  await page.getByText("等待发送 1").waitFor();
  await page.locator(".k-fact", { hasText: "浙江 宁波" }).getByText("待发送").waitFor();
  // a second edit of the same field waits behind the first
  await editFact(page, "地区", "浙江 绍兴");
  await page.keyboard.press("Enter");
  await page.getByText("等待发送 2").waitFor();
  await composer(page).fill("断网时写的跟进");
  await page.keyboard.press("Control+Enter");
  await page.getByText("等待发送 3").waitFor();
  await page.locator(".k-event.is-waiting", { hasText: "断网时写的跟进" }).waitFor();
  await page.getByRole("button", { name: "查看", exact: true }).click();
  await page.getByRole("dialog", { name: "等待发送的修改" }).getByText("浙江 绍兴").waitFor();
  await page.getByRole("button", { name: "关闭" }).last().click();
  await page.getByText("等待发送的修改").waitFor({ state: "detached" });
  assert.equal((await stored(id)).region, "浙江 杭州");

  await context.setOffline(false);
  await page.getByText(/等待发送/).waitFor({ state: "detached", timeout: 15_000 });
  assert.equal((await stored(id)).region, "浙江 绍兴");
  const notes = await journey.server.admin.get(`/api/v1/activities?filter=${encodeURIComponent(JSON.stringify({ customer_id: id }))}`);
  assert.deepEqual(
    notes.body.data.map((a: { content: string }) => a.content),
    ["断网时写的跟进"],
  );
  await page.locator(".k-event:not(.is-waiting)", { hasText: "断网时写的跟进" }).waitFor();
  assert.deepEqual(problems, []);
});

test("an answer lost on the way is no second write", async () => {
  const id = await make({ name: "丢包公司" });
  const { page } = await journey.signedIn();
  await open(page, id, "丢包公司");
  let lost = 0;
  await page.route("**/api/v1/activities", async (route) => {
    if (route.request().method() !== "POST" || lost++ > 0) return route.continue();
    await route.fetch(); // it arrives; the answer does not
    await route.abort("connectionreset");
  });
  await composer(page).fill("只应出现一次");
  await page.getByRole("button", { name: "保存跟进" }).click();
  await page.locator(".k-event:not(.is-waiting)", { hasText: "只应出现一次" }).waitFor({ timeout: 15_000 });
  await page.waitForTimeout(500);
  const notes = await journey.server.admin.get(`/api/v1/activities?filter=${encodeURIComponent(JSON.stringify({ customer_id: id }))}`);
  assert.equal(notes.body.data.length, 1);
  assert.ok(lost >= 2, "it was sent again");
});

test("a server that asks for patience gets it, and an answer cut off half way is no error", async () => {
  const id = await make({ name: "忙碌公司" });
  const { page, problems } = await journey.signedIn();
  await open(page, id, "忙碌公司");
  const sent: number[] = [];
  await page.route(`**/api/v1/customers/${id}`, async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    sent.push(Date.now());
    if (sent.length === 1) return route.fulfill({ status: 429, headers: { "retry-after": "3" }, contentType: "text/html", body: "<h1>429</h1>" });
    if (sent.length === 3) {
      await route.fetch(); // it is written; a page of the network's own comes instead of the answer
      return route.fulfill({ contentType: "text/html", body: "<h1>Hotel</h1>" });
    }
    return route.continue();
  });
  await editFact(page, "地区", "浙江 宁波");
  await page.keyboard.press("Enter");
  await page.getByText("等待发送 1").waitFor();
  await page.getByText(/等待发送/).waitFor({ state: "detached" });
  assert.ok((sent[1] as number) - (sent[0] as number) >= 2900, String(sent));
  await editFact(page, "地区", "浙江 绍兴");
  await page.keyboard.press("Enter");
  await page.getByText("暂时发不到服务器，已保存在本机，恢复后自动发送").waitFor();
  await page.getByText(/等待发送/).waitFor({ state: "detached" });
  await page.locator(".k-fact", { hasText: "浙江 绍兴" }).waitFor();
  assert.equal((await stored(id)).version, 3);
  assert.deepEqual(problems, []);
});

test("what was typed outlives a reload, and nobody else sees it", async () => {
  const id = await make({ name: "草稿公司", owner_id: colleagueId });
  const { page, context } = await journey.signedIn();
  await open(page, id, "草稿公司");
  await composer(page).fill("写了一半的跟进 😀 مرحبا");
  await editFact(page, "微信", "wx-draft");
  await page.reload();
  await page.getByRole("heading", { name: "草稿公司", level: 1 }).waitFor();
  assert.equal(await composer(page).inputValue(), "写了一半的跟进 😀 مرحبا");
  assert.equal(await page.getByRole("textbox", { name: "微信", exact: true }).inputValue(), "wx-draft");
  await page.getByRole("button", { name: "编辑", exact: true }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "网址" }).fill("keshu.cn");
  await page.reload();
  await page.getByRole("dialog").getByText("已恢复上次没保存的内容").waitFor();
  assert.equal(await page.getByRole("dialog").getByRole("textbox", { name: "网址" }).inputValue(), "keshu.cn");

  await context.clearCookies();
  const reply = await page.request.post("/api/v1/sign-in", { data: colleague });
  assert.equal(reply.status(), 200);
  await page.goto(`/o/customers/${id}`);
  await page.getByRole("heading", { name: "草稿公司", level: 1 }).waitFor();
  assert.equal(await composer(page).inputValue(), "");
  await context.close();
});

test("an ended session is renewed over the page, and the write goes on", async () => {
  const id = await make({ name: "过期公司", region: "上海" });
  const { page, problems } = await journey.signedIn(colleague);
  await open(page, id, "过期公司");
  await composer(page).fill("还没写完");
  await editFact(page, "地区", "苏州");
  await page.context().clearCookies();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "请重新登录" });
  await dialog.getByLabel("密码").fill("wrong-password");
  await dialog.getByRole("button", { name: "登录并继续" }).click();
  await dialog.getByText("不正确").waitFor();
  await dialog.getByLabel("密码").fill(colleague.password);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.locator(".k-fact", { hasText: "苏州" }).waitFor();
  assert.equal((await stored(id)).region, "苏州");
  assert.equal(await composer(page).inputValue(), "还没写完");
  assert.deepEqual(problems, []);

  // a form that was open keeps the keys as well
  await page.goto("/o/customers");
  await page.getByRole("button", { name: "新建客户" }).first().click();
  const name = page.getByRole("dialog", { name: "新建客户" }).getByRole("textbox", { name: "客户名称" });
  await name.fill("写到一半");
  await journey.server.admin.delete(`/api/v1/sessions?user_id=${colleagueId}`);
  await dialog.getByLabel("密码").fill(colleague.password);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.waitForTimeout(100);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "写到一半", level: 1 }).waitFor();
});

test("another person who signs in instead gets a page of their own, and nothing is written in their name", async () => {
  const id = await make({ name: "换人公司", region: "上海", owner_id: colleagueId });
  const { page } = await journey.signedIn(colleague);
  await open(page, id, "换人公司");
  await editFact(page, "地区", "苏州");
  await page.context().clearCookies();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "请重新登录" });
  await dialog.getByRole("button", { name: "换个账号" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => (document.activeElement as HTMLInputElement).name === "email"); // where it is typed
  await page.keyboard.type(seller.email);
  await dialog.getByLabel("密码").fill(seller.password);
  await dialog.getByRole("button", { name: "登录并继续" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.getByRole("navigation", { name: "主导航" }).getByText("王小销").waitFor();
  await page.waitForTimeout(500);
  assert.equal((await stored(id)).region, "上海");
  assert.equal(await page.getByText("苏州").count(), 0);
});

test("someone deletes what I edit: it is said, what I typed is there to copy, and it can be restored", async () => {
  const id = await make({ name: "被删公司", region: "上海" });
  const { page, problems } = await journey.signedIn();
  await open(page, id, "被删公司");
  await editFact(page, "地区", "我写的地区");
  await composer(page).fill("我写的跟进");
  await page.waitForTimeout(500); // the socket stands
  const other = await journey.server.as(colleague);
  assert.equal((await other.delete(`/api/v1/customers/${id}`)).status, 204);
  await page.getByRole("heading", { name: "李佳怡删除了这条记录" }).waitFor();
  await page.getByText("我写的地区").waitFor();
  await page.getByText("我写的跟进").waitFor();
  assert.equal(await page.getByText("被删公司").count(), 0);
  await page.getByRole("button", { name: "恢复这条记录" }).click();
  await page.getByRole("heading", { name: "被删公司", level: 1 }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "地区", exact: true }).inputValue(), "我写的地区");
  await page.getByRole("textbox", { name: "地区", exact: true }).press("Enter");
  await page.locator(".k-fact", { hasText: "我写的地区" }).waitFor();
  assert.equal((await stored(id)).region, "我写的地区");
  assert.deepEqual(problems, []);
});

test("a right taken away while I look closes the page to a plain notice", async () => {
  const id = await make({ name: "要转走的公司", remark: "只有负责人能看", owner_id: sellerId });
  const { page, problems } = await journey.signedIn(seller);
  await open(page, id, "要转走的公司");
  await page.waitForTimeout(500);
  assert.equal((await journey.server.admin.post(`/api/v1/customers/${id}/transfer`, { owner_id: colleagueId })).status, 200);
  await page.getByRole("heading", { name: "你已不能查看这条记录" }).waitFor({ timeout: 25_000 });
  assert.equal(await page.getByText("要转走的公司").count(), 0);
  assert.equal(await page.getByText("只有负责人能看").count(), 0);
  assert.doesNotMatch(await page.title(), /要转走/);
  assert.deepEqual(problems, []);
});

test("rights taken away while I look at a list empty it at once, row by row and as a whole", async () => {
  const id = await make({ name: "列表里转走的", region: "机密地区", owner_id: sellerId });
  await make({ name: "列表里留下的", owner_id: sellerId });
  const { page, problems } = await journey.signedIn(seller);
  await page.goto("/o/customers");
  await page.getByText("列表里转走的").waitFor();
  await page.waitForTimeout(1000);
  await journey.server.admin.post(`/api/v1/customers/${id}/transfer`, { owner_id: colleagueId });
  await page.getByText("已不可见").waitFor({ timeout: 25_000 });
  assert.equal(await page.getByText("列表里转走的").count(), 0);
  assert.equal(await page.getByText("机密地区").count(), 0);
  const { role_ids } = (await journey.server.admin.get(`/api/v1/users/${sellerId}`)).body;
  await journey.server.admin.patch(`/api/v1/users/${sellerId}`, { role_ids: [] });
  await page.getByText("列表里留下的").waitFor({ state: "detached", timeout: 25_000 });
  await journey.server.admin.patch(`/api/v1/users/${sellerId}`, { role_ids });
  assert.deepEqual(problems, []);
});

test("rights taken away while I look at the calendar empty it, the last one, too", async () => {
  const due = new Date(Date.now() + 3_600_000).toISOString();
  await journey.server.admin.post("/api/v1/tasks", { name: "日历里的任务", due_at: due, owner_id: sellerId });
  const { page, problems } = await journey.signedIn(seller);
  await page.goto("/calendar?mode=agenda");
  await page.getByText("日历里的任务").first().waitFor();
  await page.waitForTimeout(1000); // the socket stands
  await page.getByText("日历里的任务").first().click();
  await page.getByRole("dialog", { name: "日历里的任务" }).waitFor();
  const { role_ids } = (await journey.server.admin.get(`/api/v1/users/${sellerId}`)).body;
  await journey.server.admin.patch(`/api/v1/users/${sellerId}`, { role_ids: [] });
  await page.getByText("日历里的任务").first().waitFor({ state: "detached", timeout: 25_000 });
  await journey.server.admin.patch(`/api/v1/users/${sellerId}`, { role_ids });
  assert.deepEqual(problems, []);
});

test("two at one record see each other, and who edits", async () => {
  const id = await make({ name: "一起看的公司" });
  const one = await journey.signedIn();
  const two = await journey.signedIn(colleague);
  await open(one.page, id, "一起看的公司");
  await open(two.page, id, "一起看的公司");
  await one.page.getByRole("img", { name: "李佳怡 正在查看" }).waitFor();
  await two.page.getByRole("button", { name: "编辑地区" }).click();
  await one.page.getByRole("img", { name: "李佳怡 正在编辑" }).waitFor();
  await two.page.keyboard.press("Escape");
  await one.page.getByRole("img", { name: "李佳怡 正在查看" }).waitFor();
  await two.page.goto("/");
  await one.page.getByRole("img", { name: /李佳怡/ }).waitFor({ state: "detached", timeout: 12_000 });
  assert.deepEqual([...one.problems, ...two.problems], []);
});

test("two edit at once: different fields are joined, the same field is chosen field by field", async () => {
  const id = await make({ name: "同时改的公司", region: "上海", wechat: "旧微信", contact_name: "旧联系人" });
  const one = await journey.signedIn();
  const two = await journey.signedIn(colleague);
  await open(one.page, id, "同时改的公司");
  await open(two.page, id, "同时改的公司");
  const form = one.page.getByRole("dialog", { name: /编辑/ });
  await one.page.getByRole("button", { name: "编辑", exact: true }).click();
  await form.getByRole("textbox", { name: "地区" }).fill("我的地区");
  await form.getByRole("textbox", { name: "微信" }).fill("我的微信");

  await editFact(two.page, "地区", "同事的地区");
  await two.page.keyboard.press("Enter");
  await two.page.locator(".k-fact", { hasText: "同事的地区" }).waitFor();
  await editFact(two.page, "微信", "同事的微信");
  await two.page.keyboard.press("Enter");
  await two.page.locator(".k-fact", { hasText: "同事的微信" }).waitFor();
  await editFact(two.page, "联系人", "同事的联系人");
  await two.page.keyboard.press("Enter");
  await two.page.locator(".k-fact", { hasText: "同事的联系人" }).waitFor();

  await one.page.keyboard.press("Control+Enter");
  const conflict = one.page.getByRole("dialog", { name: "有人同时改了这条记录" });
  await conflict.getByText("李佳怡").waitFor();
  await conflict.getByText("同事的联系人").waitFor(); // stands, and is said
  const region = conflict.getByRole("group", { name: "地区" });
  assert.ok(await region.getByRole("radio", { name: /我的修改/ }).isChecked());
  await conflict
    .getByRole("group", { name: "微信" })
    .getByRole("radio", { name: /同事的修改/ })
    .check();
  await conflict.getByRole("button", { name: "保存选择" }).click();
  await conflict.waitFor({ state: "detached" });
  const now = await stored(id);
  assert.deepEqual([now.region, now.wechat, now.contact_name], ["我的地区", "同事的微信", "同事的联系人"]);

  await editFact(one.page, "微信", "只有我改");
  await journey.server.admin.patch(`/api/v1/customers/${id}`, { region: "又改了" });
  await one.page.keyboard.press("Enter");
  await one.page.locator(".k-fact", { hasText: "只有我改" }).waitFor();
  assert.deepEqual([(await stored(id)).wechat, (await stored(id)).region], ["只有我改", "又改了"]);
  assert.deepEqual([...one.problems, ...two.problems], []);
});

test("an account taken over in another tab stops this one", async () => {
  const id = await make({ name: "两个标签页" });
  const { page, context } = await journey.signedIn();
  await open(page, id, "两个标签页");
  const other = await context.newPage();
  await context.clearCookies();
  await other.request.post("/api/v1/sign-in", { data: colleague });
  await other.goto("/");
  await other.getByRole("navigation", { name: "主导航" }).waitFor();
  await page.getByRole("dialog", { name: "这个浏览器换了账号" }).waitFor();
  await page.getByRole("dialog").getByLabel("密码").fill(testAdministrator.password);
  await page.getByRole("dialog").getByRole("button", { name: "登录并继续" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("code that does not come leaves the page as it is, and says so", async () => {
  await make({ name: "缺代码公司" });
  const { page } = await journey.signedIn();
  await page.route("**/assets/export-dialog*.js", (route) => route.abort());
  await page.goto(`/o/customers?q=${encodeURIComponent("缺代码公司")}`);
  await page.getByRole("link", { name: "缺代码公司" }).waitFor();
  await page.getByRole("button", { name: "导出" }).click();
  await page.getByText("这部分没有打开").waitFor();
  assert.equal(await page.getByRole("link", { name: "缺代码公司" }).count(), 1);
  await page.unroute("**/assets/export-dialog*.js");
  await page.getByRole("button", { name: "刷新页面" }).click();
  await page.getByText("这部分没有打开").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "导出" }).click();
  await page.getByRole("dialog").waitFor();
});
