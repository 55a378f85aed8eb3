import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer, testAdministrator } from "../apps/server/testing.ts";
import { startBrowser, type Viewer } from "./browser.ts";

let server: TestServer;
let viewer: Viewer;
before(async () => {
  server = await startTestServer({ isSetUp: false });
  viewer = await startBrowser(server.url);
});
after(async () => {
  await viewer.close();
  await server.stop();
});

async function signedIn(options: Parameters<Viewer["open"]>[0] = {}, person = testAdministrator) {
  const opened = await viewer.open(options);
  opened.page.setDefaultTimeout(40_000);
  assert.equal((await opened.page.request.post("/api/v1/sign-in", { data: person })).status(), 200);
  return opened;
}

test("the first administrator is led through, may put it off, and goes on where they were", async () => {
  const { page, problems } = await signedIn();
  await page.goto("/");
  await page.waitForURL(/\/welcome/);
  await page.getByRole("heading", { name: "你们是哪家公司？" }).waitFor();
  await page.getByLabel("公司名称").fill("杭州云岫");
  await page.getByTitle("海蓝").click();
  await page.keyboard.press("Tab");
  const step = page.waitForResponse((r) => r.url().endsWith("/preferences/setup.step") && r.request().method() === "PUT");
  await page.getByLabel("公司名称").press("Enter");
  await page.getByRole("heading", { name: "叫上谁一起用？" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === "H2");
  await step;

  await page.getByRole("button", { name: "以后再说" }).click();
  await page.getByRole("heading", { name: /管理员/, level: 1 }).waitFor();
  const again = await signedIn();
  await again.page.goto("/");
  await again.page.getByRole("heading", { name: "叫上谁一起用？" }).waitFor();
  await again.page.getByLabel("姓名和邮箱").fill("沈若琳 shen@test.example\n陆子昂\tlu@test.example\n忘了写邮箱");
  await again.page.getByText("这几行没有找到邮箱：忘了写邮箱").waitFor();
  await again.page.getByRole("button", { name: "创建 2 个账号" }).click();
  await again.page.getByText("已创建 2 个账号", { exact: false }).waitFor();
  const secret = (await again.page.locator(".k-setup-invited li", { hasText: "沈若琳" }).locator("code").textContent()) ?? "";
  assert.ok(secret.length >= 8);
  assert.equal(await again.page.getByLabel("姓名和邮箱").inputValue(), "忘了写邮箱");
  await again.page.getByLabel("姓名和邮箱").fill("又是她 shen@test.example");
  await again.page.getByRole("button", { name: "创建 1 个账号" }).click();
  await again.page.locator(".k-setup-invited .k-error").waitFor();
  await again.page.getByLabel("姓名和邮箱").fill("");
  // nobody need wait for the demo company
  await again.page.route("**/api/v1/demo", (route) => route.fulfill({ json: { state: "making", done: 1, total: 9 } }));
  await again.page.getByRole("button", { name: "下一步" }).click();

  await again.page.getByRole("heading", { name: "先放点什么进去？" }).waitFor();
  await again.page.getByText("可以先去别处看看", { exact: false }).waitFor();
  assert.ok(await again.page.getByRole("button", { name: "进入工作台" }).isEnabled());
  await again.page.unroute("**/api/v1/demo");
  await again.page.getByText("从空白开始").click();
  await again.page.getByRole("button", { name: "进入工作台" }).click();
  await again.page.getByRole("heading", { name: /管理员/, level: 1 }).waitFor();
  await again.page.getByRole("link", { name: "杭州云岫" }).waitFor();
  const company = (await server.admin.get("/api/v1/company")).body;
  assert.deepEqual([company.name, company.color, company.is_set_up], ["杭州云岫", "#1a5fb4", true]);

  const third = await signedIn();
  await third.page.goto("/");
  await third.page.getByRole("heading", { name: /管理员/, level: 1 }).waitFor();
  assert.deepEqual([...problems, ...again.problems], []);
  const colleague = await server.as({ email: "shen@test.example", password: secret });
  assert.equal((await colleague.get("/api/v1/me")).body.name, "沈若琳");
});

test("an empty list teaches, in both languages, and a tip goes away for good", async () => {
  const { page } = await signedIn();
  await page.goto("/o/leads");
  await page.getByText("还没有转化成客户的询盘放在这里", { exact: false }).waitFor();
  await page.getByRole("link", { name: "看看演示公司" }).waitFor();
  const tip = page.getByLabel("小提示");
  await tip.getByText("存成视图", { exact: false }).waitFor();
  const kept = page.waitForResponse((r) => r.url().includes("/preferences/") && r.request().method() === "PUT");
  await tip.getByRole("button", { name: "知道了" }).click();
  await tip.waitFor({ state: "detached" });
  await kept;
  const other = await signedIn();
  await other.page.goto("/o/customers");
  await other.page.getByText("把往来的公司放在这里", { exact: false }).waitFor();
  await other.page.waitForLoadState("networkidle");
  assert.equal(await other.page.getByLabel("小提示").count(), 0);
});

test("the demo company is made with progress and removed from the settings", async () => {
  const { page, problems } = await signedIn();
  // a small one: the whole company is measured elsewhere
  await page.route("**/api/v1/demo", (route) =>
    route.request().method() === "POST" ? route.continue({ postData: JSON.stringify({ scale: 0.02 }) }) : route.continue(),
  );
  await page.goto("/settings/demo");
  await page.getByRole("button", { name: "生成演示公司" }).click();
  await page.getByText("用同事的身份看看").waitFor();
  const password = (await page.getByLabel("演示账号的密码").textContent()) ?? "";
  await page.getByText("演示公司已就绪").waitFor({ timeout: 120_000 });
  const seller = await signedIn({}, { email: "shen.ruolin@chengyu.example", password });
  await seller.page.goto("/o/customers");
  await seller.page.locator(".k-grid-row").first().waitFor();
  await page.getByRole("button", { name: "移除演示公司" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "移除演示公司" }).click();
  await page.getByText("演示公司已移除", { exact: false }).waitFor({ timeout: 120_000 });
  assert.equal((await server.admin.get("/api/v1/customers?limit=1")).body.data.length, 0);
  assert.deepEqual(problems, []);
});
