import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Journey, startJourney, until } from "./journey.ts";

const secret = "Bamboo-river-78";
let journey: Journey;
let stalled: { id: string };

before(async () => {
  journey = await startJourney();
  const { admin, db } = journey.server;
  await admin.patch("/api/v1/company", { name: "云帆科技", is_set_up: true });
  const roles: { id: string; name: string }[] = (await admin.get("/api/v1/roles")).body.data;
  const role = (name: string) => roles.find((r) => r.name === name)?.id;
  const department = (await admin.post("/api/v1/departments", { name: "华东销售" })).body.id;
  const person = async (name: string, email: string, roleName: string) =>
    (await admin.post("/api/v1/users", { name, email, password: secret, department_id: department, role_ids: [role(roleName)] })).body.id;
  const manager = await person("赵经理", "manager@test.example", "销售经理");
  const seller = await person("李销售", "seller@test.example", "销售");
  const customer = (await admin.post("/api/v1/customers", { name: "杭州云栖智造科技有限公司", owner_id: seller })).body;
  const deal = async (owner: string, name: string, amount: string, stage: string) =>
    (await admin.post("/api/v1/opportunities", { name, customer_id: customer.id, owner_id: owner, department_id: department, amount, stage })).body;
  await deal(seller, "云栖 ERP 对接", "100.10", "discovery");
  await deal(seller, "海曙订单同步", "200.20", "needs");
  await deal(seller, "华兴售后服务", "5000", "won");
  await deal(manager, "芯联全员 CRM", "70000", "proposal");
  const early = await deal(seller, "上月的赢单", "900", "won");
  await db.query("update crm.opportunity set closed_at = date_trunc('month', now()) - interval '20 days' where id = $1", [early.id]);
  stalled = await deal(seller, "很久没动的商机", "88", "negotiation");
  await db.query("update crm.opportunity set stalled_at = now() - interval '1 day', stage_changed_at = now() - interval '40 days' where id = $1", [stalled.id]);
  for (const [name, days] of [
    ["逾期的任务", -2],
    ["今天的任务", 0],
    ["以后的任务", 9],
  ] as const)
    await admin.post("/api/v1/tasks", { name, due_at: new Date(Date.now() + days * 86_400_000).toISOString(), owner_id: seller });
  await admin.post("/api/v1/leads", { name: "刘洋", company: "浦江物流", owner_id: seller });
});
after(() => journey.stop());

const seller = { email: "seller@test.example", password: secret };
const manager = { email: "manager@test.example", password: secret };
const wide = { width: 1440, height: 1200 };

async function openHome(page: Page): Promise<void> {
  await page.goto("/");
  await page.locator(".k-tile-figure", { hasText: /\d/ }).nth(3).waitFor({ timeout: 30_000 });
}

const tile = (page: Page, title: string) => page.locator(".k-tile", { hasText: title });
const order = (page: Page) => page.locator("[data-reorder]").evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.reorder));

test("the four figures are those of the API, and each opens exactly the records it counts", async () => {
  const { page, problems } = await journey.signedIn(seller, wide);
  await openHome(page);
  const api = await journey.server.as(seller);
  const pipeline = (
    await api.get(`/api/v1/opportunities/aggregate?measures=count,sum(amount)&filter=${encodeURIComponent('{"stage":{"nin":["won","lost","void"]}}')}`)
  ).body.data[0];
  assert.deepEqual(pipeline, { count: 3, "sum(amount)": "388.30" });
  assert.equal(await tile(page, "我的进行中商机").locator(".k-tile-figure").getAttribute("title"), "¥388.30");
  await tile(page, "本月赢单").getByText("¥5,000", { exact: true }).waitFor();
  await tile(page, "本月赢单").locator(".k-tile-note", { hasText: "上月同期" }).waitFor();
  assert.equal(await tile(page, "待跟进新线索").locator(".k-tile-figure").textContent(), "1");
  assert.equal(await tile(page, "今天到期的任务").locator(".k-tile-figure").textContent(), "2");
  await tile(page, "今天到期的任务").getByText("已逾期 1 项").waitFor();
  for (const [title, count] of [
    ["我的进行中商机", 3],
    ["本月赢单", 1],
    ["待跟进新线索", 1],
    ["今天到期的任务", 2],
  ] as const) {
    await openHome(page);
    await tile(page, title).click();
    await page.locator(".k-grid-row").first().waitFor();
    await page.waitForFunction((n) => document.querySelectorAll(".k-grid-row").length === n, count);
  }
  assert.deepEqual(problems, []);
});

test("a manager sees the team or only what is theirs; a seller has no such choice", async () => {
  const { page } = await journey.signedIn(manager, wide);
  await openHome(page);
  assert.equal(await tile(page, "团队进行中商机").locator(".k-tile-figure").getAttribute("title"), "¥70,388.30");
  await page.getByRole("region", { name: "各人进行中的商机" }).getByText("李销售").waitFor();
  await page.getByRole("button", { name: "我的", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".k-tile-figure")?.getAttribute("title") === "¥70,000.00");
  assert.equal(await page.getByRole("region", { name: "各人进行中的商机" }).count(), 0);
  await page.getByRole("button", { name: "团队", exact: true }).click();
  await page
    .getByRole("region", { name: "各人进行中的商机" })
    .getByRole("link", { name: /李销售/ })
    .click();
  await page.waitForFunction(() => document.querySelectorAll(".k-grid-row").length === 3);
  const other = await journey.signedIn(seller, wide);
  await openHome(other.page);
  assert.equal(await other.page.getByRole("button", { name: "团队", exact: true }).count(), 0);
});

test("a task is ticked off in place, and the tick can be taken back", async () => {
  const { page, problems } = await journey.signedIn(seller, wide);
  await openHome(page);
  const tasks = page.getByRole("region", { name: "我的任务" });
  await tasks.locator(".k-row-main").first().waitFor();
  assert.deepEqual(await tasks.locator(".k-row-main").evaluateAll((all) => all.map((e) => e.firstChild?.textContent)), [
    "逾期的任务",
    "今天的任务",
    "以后的任务",
  ]);
  await tasks.getByRole("checkbox", { name: "完成“今天的任务”" }).click();
  await tasks.getByText("今天的任务").waitFor({ state: "detached" });
  const api = await journey.server.as(seller);
  const status = async () => (await api.get(`/api/v1/tasks?filter=${encodeURIComponent('{"name":"今天的任务"}')}`)).body.data[0].status;
  await until(async () => (await status()) === "done", "done");
  await page.getByRole("button", { name: "撤销" }).click();
  await tasks.getByText("今天的任务").waitFor();
  await until(async () => (await status()) === "open", "taken back");
  await tasks.getByRole("checkbox", { name: "完成“今天的任务”" }).focus();
  await page.keyboard.press("Space");
  await tasks.getByText("今天的任务").waitFor({ state: "detached" });
  const focused = async () => (await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ?? "";
  await until(async () => (await focused()) === "完成“以后的任务”", "the next task has the focus");
  await page.keyboard.press("Control+z");
  await tasks.getByText("今天的任务").waitFor();
  await until(async () => (await status()) === "open", "taken back by keys");
  assert.deepEqual(problems, []);
});

test("a deal gone quiet says why, and a follow-up is written without leaving", async () => {
  const { page, problems } = await journey.signedIn(seller, wide);
  await openHome(page);
  const quiet = page.getByRole("region", { name: "久未推进的商机" });
  await quiet.getByText("在“商务谈判”已 40 天").waitFor();
  await quiet.getByRole("button", { name: "记一条跟进：很久没动的商机" }).click();
  const dialog = page.getByRole("dialog", { name: "跟进：很久没动的商机" });
  await dialog.getByRole("button", { name: "保存跟进" }).click();
  await dialog.getByText("请写下跟进内容").waitFor();
  await dialog.getByRole("button", { name: "拜访" }).click();
  await dialog.getByLabel("跟进内容").fill("拜访了采购总监，下周给答复");
  await dialog.getByRole("button", { name: "保存跟进" }).click();
  await page.getByText("跟进已保存").waitFor();
  await page.getByRole("region", { name: "最新动态" }).getByText("拜访了采购总监，下周给答复").waitFor();
  const api = await journey.server.as(seller);
  const activity = (await api.get("/api/v1/activities?sort=-created_at&limit=1")).body.data[0];
  assert.deepEqual([activity.type, activity.opportunity_id], ["visit", stalled.id]);
  assert.deepEqual(problems, []);
});

test("everyone arranges the workbench: by keys, by pointer, and it stays on every device", async () => {
  const { page, problems } = await journey.signedIn(seller, wide);
  await openHome(page);
  const before = await order(page);
  assert.deepEqual(before.slice(0, 3), ["numbers", "today", "tasks"]);
  await page.getByRole("button", { name: "编辑布局" }).click();
  await page.getByRole("button", { name: /^移动“我的任务”/ }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  assert.deepEqual((await order(page)).slice(0, 3), ["tasks", "numbers", "today"]);
  assert.ok(await page.getByRole("button", { name: /^移动“我的任务”/ }).evaluate((e) => e === document.activeElement), "the focus stays on the grip");
  await page.keyboard.press("Shift+ArrowRight");
  await page.locator("[data-reorder=tasks].is-two-thirds").waitFor();
  await page.getByRole("button", { name: "移除“我的漏斗”" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.classList.contains("k-widget-grip"));
  await page.getByRole("button", { name: "添加组件" }).first().click();
  await page.getByRole("button", { name: "添加“线索来源”" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "工作台组件" }).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: /^移动“等待跟进的线索”/ }).hover(); // it stands still, and nothing is over it
  const [grip, target] = [
    await page.getByRole("button", { name: /^移动“等待跟进的线索”/ }).boundingBox(),
    await page.locator("[data-reorder=tasks]").boundingBox(),
  ];
  assert.ok(grip && target);
  await page.mouse.move(grip.x + 10, grip.y + 10);
  await page.mouse.down();
  for (let i = 1; i <= 10; i++) await page.mouse.move(grip.x + ((target.x + 60 - grip.x) * i) / 10, grip.y + ((target.y + 80 - grip.y) * i) / 10);
  // let go while the others still slide: it comes to where the pointer was, and is dragged until then
  await page.mouse.up();
  await page.locator(".k-widget.is-dragged").waitFor({ state: "detached" });
  assert.ok((await order(page)).indexOf("leads") < 4, "leads where it was dropped");
  const arranged = await order(page);
  assert.equal(arranged.at(-1), "sources");
  assert.ok(!arranged.includes("funnel"), arranged.join());
  await page.getByRole("button", { name: "恢复默认" }).click();
  await page.locator("[data-reorder=funnel]").waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.locator("[data-reorder=funnel]").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "完成", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.textContent === "编辑布局");
  const api = await journey.server.as(seller);
  const kept = async (): Promise<string[] | undefined> => (await api.get("/api/v1/preferences")).body.data["home.layout"]?.map((p: { id: string }) => p.id);
  await until(async () => (await kept())?.join() === arranged.join(), "kept for every device");
  const other = await journey.signedIn(seller, wide);
  await openHome(other.page);
  await until(async () => (await order(other.page)).join() === arranged.join(), "the same elsewhere");
  await other.page.getByRole("button", { name: "编辑布局" }).click();
  await other.page.getByRole("button", { name: "恢复默认" }).click();
  await until(async () => (await order(other.page)).join() === before.join(), "as it was");
  await until(async () => (await kept()) === undefined, "nothing kept"); // a phone begins anew
  assert.deepEqual(problems, []);
});

test("an arrangement whose way to the server hangs is told by the next page", async () => {
  const { page, problems } = await journey.signedIn(seller, wide);
  await openHome(page);
  const address = "**/api/v1/preferences/home.layout";
  await page.route(address, () => undefined); // a network that takes and never answers
  await page.getByRole("button", { name: "编辑布局" }).click();
  const grip = page.getByRole("button", { name: /^移动“我的任务”/ });
  await grip.press("ArrowLeft");
  await page.waitForRequest((request) => request.method() === "PUT" && request.url().endsWith("home.layout"));
  await grip.press("ArrowLeft");
  const arranged = await order(page);
  await page.unroute(address);
  await page.reload();
  await until(async () => (await order(page)).join() === arranged.join(), "shown again");
  const api = await journey.server.as(seller);
  const kept = async (): Promise<string[] | undefined> => (await api.get("/api/v1/preferences")).body.data["home.layout"]?.map((p: { id: string }) => p.id);
  await until(async () => (await kept())?.join() === arranged.join(), "kept in the end");
  assert.equal((await api.delete("/api/v1/preferences/home.layout")).status, 204);
  assert.deepEqual(problems, []);
});

test("on a phone today comes first, and nothing is wider than the screen", async () => {
  const { page } = await journey.signedIn(seller, { width: 390, height: 844 });
  await openHome(page);
  assert.deepEqual((await order(page)).slice(0, 3), ["today", "tasks", "numbers"]);
  assert.ok((await page.evaluate(() => document.querySelector("main")?.scrollWidth ?? 0)) <= 390);
});
