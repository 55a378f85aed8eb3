import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { testAdministrator } from "../apps/server/testing.ts";
import { type Journey, startJourney } from "./journey.ts";

const colleague = { email: "li@test.example", password: "Bamboo-river-79" };
let journey: Journey;

before(async () => {
  journey = await startJourney();
  const roles = (await journey.server.admin.get("/api/v1/roles")).body.data as { id: string; is_administrator: boolean }[];
  const administrator = roles.find((r) => r.is_administrator)?.id;
  await journey.server.admin.post("/api/v1/users", { name: "李佳怡", ...colleague, role_ids: [administrator] });
});
after(() => journey.stop());

const make = async (values: Record<string, unknown>): Promise<string> => {
  const reply = await journey.server.admin.post("/api/v1/customers", values);
  assert.equal(reply.status, 201, reply.text);
  return reply.body.id;
};
const filterOf = (filter: object) => `filter=${encodeURIComponent(JSON.stringify(filter))}`;
const count = async (filter: object) => (await journey.server.admin.get(`/api/v1/customers?limit=1&count=exact&${filterOf(filter)}`)).body.count as number;

async function signInAgain(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "请重新登录" });
  await dialog.getByLabel("密码").fill(testAdministrator.password);
  await dialog.getByRole("button", { name: "登录并继续" }).click();
  await dialog.waitFor({ state: "detached" });
}

test("what passed while the connection was down is told afterwards, and nothing moves for it", async () => {
  const names = ["断线甲", "断线乙", "断线丙"];
  const ids = await Promise.all(names.map((name) => make({ name, region: "上海" })));
  const { page, problems } = await journey.signedIn();
  let isDown = false;
  const open = new Set<{ close: () => Promise<void> }>();
  await page.routeWebSocket(/\/api\/v1\/live$/, (socket) => {
    if (isDown) return void socket.close();
    socket.connectToServer();
    open.add(socket);
  });
  await page.goto(`/o/customers?sort=name&${filterOf({ name: { contains: "断线" } })}`);
  const first = page.locator(".k-grid-row").first();
  await first.waitFor();
  for (let i = 0; i < 100 && open.size === 0; i++) await page.waitForTimeout(100);
  await page.waitForLoadState("networkidle"); // nothing moves any more
  const where = await first.boundingBox();
  isDown = true;
  for (const socket of open) await socket.close();
  await page.getByText("连不上服务器，正在重新连接").waitFor();
  const other = await journey.server.as(colleague);
  await other.patch(`/api/v1/customers/${ids[0]}`, { region: "断线时改的" });
  await other.delete(`/api/v1/customers/${ids[1]}`);
  await other.post("/api/v1/customers", { name: "断线丁" });
  isDown = false;
  await page.getByText("断线时改的").waitFor({ timeout: 25_000 });
  await page.locator(".k-grid-row", { hasText: "断线乙" }).getByText("已不可见").waitFor();
  await page.getByText("1 条新记录，点击查看").waitFor();
  await page.getByText("连不上服务器，正在重新连接").waitFor({ state: "detached" });
  const now = await first.boundingBox();
  assert.deepEqual([now?.x, now?.y], [where?.x, where?.y]);
  assert.deepEqual(problems, []);
});

test("what a colleague writes after the page was read and before its socket stands is shown", async () => {
  const id = await make({ name: "空档公司", region: "上海" });
  const { page, problems } = await journey.signedIn();
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.routeWebSocket(/\/api\/v1\/live$/, (socket) => {
    const said: (string | Buffer)[] = [];
    socket.onMessage((frame) => void said.push(frame));
    void held.then(() => {
      const server = socket.connectToServer();
      socket.onMessage((frame) => server.send(frame));
      for (const frame of said) server.send(frame);
    });
  });
  await page.goto(`/o/customers?${filterOf({ name: "空档公司" })}`);
  await page.locator(".k-grid-row", { hasText: "空档公司" }).getByText("上海").waitFor();
  await (await journey.server.as(colleague)).patch(`/api/v1/customers/${id}`, { region: "空档里改的" });
  await page.waitForTimeout(600);
  assert.equal(await page.getByText("空档里改的").count(), 0);
  letThrough();
  await page.getByText("空档里改的").waitFor();
  assert.deepEqual(problems, []);
});

test("a reload while the server cannot be reached shows a page of ours, which goes on by itself with what was typed", async () => {
  const id = await make({ name: "断网重载公司" });
  const { page, context } = await journey.signedIn(testAdministrator, { hasServiceWorker: true });
  await page.goto(`/o/customers/${id}`);
  const composer = page.getByRole("textbox", { name: "写点什么，记录这次跟进…" });
  await composer.fill("重载前写的");
  await page.evaluate(async () => void (await navigator.serviceWorker.ready)); // it comes when the page rests
  await context.setOffline(true);
  await page.reload();
  await page.getByRole("heading", { name: "连不上服务器" }).waitFor({ timeout: 30_000 });
  await page.getByText("你写下的内容都保存在这台设备上").waitFor();
  await context.setOffline(false);
  await page.getByRole("heading", { name: "断网重载公司", level: 1 }).waitFor({ timeout: 40_000 });
  assert.equal(await composer.inputValue(), "重载前写的");
});

test("work on many records goes on after a lost answer and an ended session, each record once", async () => {
  for (const from of [0, 1000])
    await journey.server.admin.post("/api/v1/customers/batch", {
      operation: "create",
      records: Array.from({ length: from === 0 ? 1000 : 200 }, (_, i) => ({ name: `中断${from + i}`, region: "杭州" })),
    });
  const { page, context, problems } = await journey.signedIn();
  page.setDefaultTimeout(30_000);
  await page.goto(`/o/customers?${filterOf({ name: { contains: "中断" } })}`);
  await page.locator(".k-grid-row").first().waitFor();
  const keys: (string | undefined)[] = [];
  await page.route("**/api/v1/customers/batch", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]);
    if (keys.length === 1) {
      await route.fetch(); // it arrives; the answer does not
      return route.abort("connectionreset");
    }
    if (keys.length === 3) await context.clearCookies();
    return route.continue();
  });
  await page.getByRole("grid").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: /选择全部 1,?200 条/ }).click();
  await page.getByRole("button", { name: "删除", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await signInAgain(page);
  await page.getByText(/已删除 1,?200 条/).waitFor();
  assert.equal(await count({ name: { contains: "中断" } }), 0);
  assert.ok(keys.every(Boolean) && keys[0] === keys[1] && keys[2] !== keys[1], String(keys));
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText(/已恢复 1,?200 条/).waitFor();
  assert.equal(await count({ name: { contains: "中断" } }), 1200);
  assert.deepEqual(problems, []);
});

test("a session that ends before an upload and an answer lost after it make one import", async () => {
  const { page, context, problems } = await journey.signedIn();
  await page.goto("/imports/new?object=customer");
  await page.getByText("选择文件").first().waitFor();
  await context.clearCookies();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "中断.csv", mimeType: "text/csv", buffer: Buffer.from("客户名称,地区\n只导一次甲,杭州\n只导一次乙,宁波\n") });
  await signInAgain(page);
  await page.getByText("前 2 行都能读懂").waitFor();
  let sent = 0;
  await page.route("**/api/v1/imports", async (route) => {
    if (route.request().method() !== "POST" || sent++ > 0) return route.continue();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "跳过检查，直接导入" }).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]+$/);
  await page.getByRole("heading", { name: "中断.csv" }).waitFor();
  await page.getByRole("link", { name: "查看客户" }).waitFor();
  assert.equal(sent, 2);
  assert.equal(await count({ name: { contains: "只导一次" } }), 2);
  assert.deepEqual(problems, []);
});

test("a list that the server cannot give says so in plain words, and comes by itself when it can", async () => {
  await make({ name: "忙时的公司" });
  const { page } = await journey.signedIn();
  let isBusy = true;
  await page.route(/\/api\/v1\/customers\?/, (route) =>
    isBusy
      ? route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          json: { status: 503, code: "DATABASE_UNAVAILABLE", title: "数据库暂时不可用，请稍后再试" },
        })
      : route.continue(),
  );
  await page.goto(`/o/customers?${filterOf({ name: "忙时的公司" })}`);
  await page.getByText("数据库暂时不可用，请稍后再试").first().waitFor({ timeout: 20_000 });
  isBusy = false;
  await page.getByText("忙时的公司").first().waitFor({ timeout: 20_000 });
});
