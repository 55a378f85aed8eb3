import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { testAdministrator } from "../apps/server/testing.ts";
import { type Journey, startJourney, textOf } from "./journey.ts";

let journey: Journey;
const signedOut = JSON.stringify({ type: "about:blank", title: "请先登录", status: 401, code: "UNAUTHENTICATED", detail: "请先登录", errors: [] });
before(async () => {
  journey = await startJourney();
});
after(() => journey.stop());

test("a wrong password is refused in words, the right one leads where the person wanted to be", async () => {
  const { page, problems } = await journey.viewer.open();
  await page.goto("/o/customers?scene=mine");
  await page.waitForURL(/\/sign-in/);
  await page.getByLabel("邮箱").fill(testAdministrator.email);
  await page.getByLabel("密码", { exact: true }).fill("wrong-password-1");
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByText("邮箱或密码不正确").waitFor();
  await page.getByLabel("密码", { exact: true }).fill(testAdministrator.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "客户", level: 1 }).waitFor();
  assert.match(page.url(), /\/o\/customers\?scene=mine/);
  assert.deepEqual(problems, []);
});

test("the sign-in page speaks English when asked, and the application goes on in English", async () => {
  const { page } = await journey.viewer.open();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByLabel("Email").fill(testAdministrator.email);
  await page.getByLabel("Password", { exact: true }).fill(testAdministrator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Customers", exact: true }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

test("a new colleague signs in with the one-time password, chooses an own one, and the old one is dead", async () => {
  const admin = await journey.signedIn();
  await admin.page.goto("/settings/users");
  await admin.page.getByRole("button", { name: "添加用户" }).click();
  await admin.page.getByLabel(/^姓名/).fill("周小舟");
  await admin.page.getByLabel(/^邮箱/).fill("zhou@test.example");
  await admin.page.getByRole("combobox", { name: "角色" }).focus();
  await admin.page.keyboard.press("ArrowDown");
  await admin.page.locator(".ant-select-item-option").first().waitFor();
  await admin.page.keyboard.press("Enter");
  await admin.page.getByRole("dialog").getByRole("button", { name: "清除" }).first().waitFor();
  for (let i = 0; i < 2; i++) await admin.page.keyboard.press("Tab"); // over the button that clears it, on to the next field
  await admin.page.getByRole("combobox", { name: "状态" }).and(admin.page.locator(":focus")).waitFor();
  await admin.page.getByRole("button", { name: "保存" }).click();
  const secret = await textOf(admin.page.getByLabel("一次性密码", { exact: true }));
  assert.ok(secret.length >= 8);
  await admin.page.getByRole("button", { name: "我已转交" }).click();
  await admin.page.getByRole("button", { name: "周小舟", exact: true }).waitFor();

  const { page, problems } = await journey.viewer.open();
  await page.goto("/sign-in");
  await page.getByLabel("邮箱").fill("zhou@test.example");
  await page.getByLabel("密码", { exact: true }).fill(secret);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "设置新密码" }).waitFor();
  await page.getByLabel("新密码", { exact: true }).fill("short");
  await page.getByLabel("再输入一次新密码").fill("short");
  await page.getByRole("button", { name: "保存新密码" }).click();
  await page.locator(".k-field-error").first().waitFor();
  await page.getByLabel("新密码", { exact: true }).fill("Bamboo-river-77");
  await page.getByLabel("再输入一次新密码").fill("Bamboo-river-77");
  await page.getByRole("button", { name: "保存新密码" }).click();
  await page.getByRole("heading", { name: /周小舟/ }).waitFor();
  assert.deepEqual(problems, []);
  const old = await journey.server.withToken(null).post("/api/v1/sign-in", { email: "zhou@test.example", password: secret });
  assert.equal(old.status, 401);
  await admin.page.goto("/settings/audit");
  await admin.page
    .getByRole("cell", { name: /^用户 周小舟/ })
    .first()
    .waitFor(); // whose account it was
});

test("signing out ends the session", async () => {
  const { page } = await journey.signedIn();
  await page.goto("/");
  await page.getByRole("button", { name: /账号菜单/ }).click();
  await page.getByText("退出登录").click();
  await page.getByLabel("邮箱").waitFor();
  assert.equal((await page.request.get("/api/v1/me")).status(), 401);
});

test("an address that leads nowhere says so and keeps the navigation", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/no/such/page");
  await page.getByText("没有这个页面或记录").waitFor();
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "客户", exact: true }).click();
  await page.getByRole("heading", { name: "客户", level: 1 }).waitFor();
  assert.deepEqual(problems, []);
});

test("a session that ends while the application begins leads to the sign-in page, not to an error without a way out", async () => {
  const { page, context } = await journey.signedIn();
  await page.route("**/api/v1/catalog/**", async (route) => {
    await context.clearCookies();
    await route.fulfill({ status: 401, contentType: "application/problem+json", body: signedOut });
  });
  await page.goto("/o/customers?scene=mine");
  await page.waitForURL(/\/sign-in\?next=%2Fo%2Fcustomers%3Fscene%3Dmine/, { timeout: 30_000 });
});
