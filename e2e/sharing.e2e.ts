import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { expectTitles, type Journey, startJourney } from "./journey.ts";

const colleague = { email: "li@test.example", password: "Bamboo-river-79" };
let journey: Journey;
let shared: { id: string };

before(async () => {
  journey = await startJourney();
  const { admin } = journey.server;
  shared = (await admin.post("/api/v1/customers", { name: "共享的公司", mobile: "13800001380" })).body;
  await admin.post("/api/v1/customers", { name: "不共享的公司" });
});
after(() => journey.stop());

test("a role is made in the matrix, with a masked field, and given to a colleague", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/settings/roles");
  await page.getByRole("link", { name: "新建角色" }).click();
  await page.getByLabel("角色名称").fill("客户专员");
  for (const action of ["新建", "查看", "修改"]) {
    await page.getByLabel(`客户 ${action}`, { exact: true }).click();
    await page.locator(".ant-select-dropdown:visible").getByTitle("本人", { exact: true }).click();
  }
  const rights = page.getByRole("region", { name: "字段权限" });
  await rights.getByLabel("对象").click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("客户", { exact: true }).click();
  await rights.getByLabel("添加字段").click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("手机", { exact: true }).click();
  await rights.getByText("客户 · 手机").waitFor();
  // chosen departments, and none chosen: said beside the box, which has the focus and the object's own name
  await page.getByLabel("联系人 查看", { exact: true }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("指定部门", { exact: true }).click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByRole("alert").getByText("请至少选择一个部门").waitFor();
  await page.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent?.startsWith("联系人：指定的部门"));
  await page.keyboard.press("Escape");
  await page.getByLabel("联系人 查看", { exact: true }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("无", { exact: true }).click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("已保存 客户专员").waitFor();
  const roles = await journey.server.admin.get("/api/v1/roles");
  const role = roles.body.data.find((r: { name: string }) => r.name === "客户专员");
  assert.deepEqual(role.permissions, [{ object: "customer", create: "self", read: "self", update: "self" }]);
  assert.deepEqual(role.fields, [{ object: "customer", field: "mobile", access: "masked" }]);
  const made = await journey.server.admin.post("/api/v1/users", { name: "李佳怡", ...colleague, role_ids: [role.id] });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual(problems, []);
});

test("a colleague sees nothing until a record is shared, then only that, masked where the role says so", async () => {
  const other = await journey.signedIn(colleague);
  await other.page.goto("/o/customers");
  await other.page.getByText("还没有客户").waitFor();

  const { page, problems } = await journey.signedIn();
  await page.goto(`/o/customers/${shared.id}`);
  await page.getByRole("button", { name: "添加团队成员" }).click();
  await page.getByLabel("选择同事").click();
  await page.getByLabel("选择同事").fill("佳怡");
  await page.locator(".ant-select-dropdown:visible").getByText("李佳怡").click();
  await page.getByRole("button", { name: "共享", exact: true }).click();
  await page.getByRole("region", { name: "团队成员" }).getByText("李佳怡").waitFor();

  await page.getByRole("button", { name: "更多", exact: true }).click();
  await page.getByRole("menuitem", { name: "谁能看到，为什么" }).click();
  const dialog = page.getByRole("dialog", { name: "谁能看到，为什么" });
  await dialog.getByLabel("人员").click();
  await dialog.getByLabel("人员").fill("佳怡");
  await page.locator(".ant-select-dropdown:visible").getByText("李佳怡").click();
  await dialog.getByText("是团队成员").first().waitFor();
  await dialog.getByText("角色：客户专员（本人）").first().waitFor();
  await dialog.getByRole("link", { name: "客户专员" }).first().click();
  await page.getByRole("heading", { name: "客户专员" }).waitFor();
  assert.deepEqual(problems, []);

  await page.goto("/settings/users");
  await page.getByRole("button", { name: "李佳怡", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: "李佳怡" });
  await drawer.getByLabel("时区").click();
  await drawer.getByLabel("时区").fill("日本");
  await page
    .locator(".ant-select-dropdown:visible")
    .getByTitle(/^Asia\/Tokyo/)
    .click();
  await drawer.getByRole("button", { name: "保存" }).click();
  await page.getByText("已保存 李佳怡").waitFor();
  const stored = await journey.server.admin.get(`/api/v1/users?filter=${encodeURIComponent('{"email":"li@test.example"}')}`);
  assert.equal(stored.body.data[0].time_zone, "Asia/Tokyo");

  await other.page.goto("/o/customers");
  await expectTitles(other.page, ["共享的公司"]);
  await other.page.getByRole("button", { name: "我参与的" }).click();
  await expectTitles(other.page, ["共享的公司"]);
  await other.page.getByRole("link", { name: "共享的公司" }).click();
  await other.page
    .getByText(/138\*+1380/)
    .first()
    .waitFor();
  // shared for reading only: nothing is offered that would be refused
  await other.page.getByRole("button", { name: "编辑", exact: true }).waitFor({ state: "detached" });
  assert.equal(await other.page.getByRole("button", { name: /^编辑/ }).count(), 0);
  await other.page.keyboard.press("Control+k");
  await other.page.getByRole("combobox", { name: "搜索和命令" }).fill("编辑");
  await other.page.getByRole("option", { name: "编辑这条记录" }).waitFor({ state: "detached" });
  await other.page.keyboard.press("Escape");
  // shared for writing: still not to be passed on
  const { id: user_id } = (await journey.server.admin.get(`/api/v1/users?filter=${encodeURIComponent('{"email":"li@test.example"}')}`)).body.data[0];
  const given = await journey.server.admin.put(`/api/v1/customers/${shared.id}/team`, { members: [{ user_id, access: "write" }] });
  assert.equal(given.status, 200, given.text);
  await other.page.reload();
  await other.page.getByRole("button", { name: "编辑", exact: true }).waitFor();
  const team = other.page.getByRole("region", { name: "团队成员" });
  await team.getByText("李佳怡").waitFor();
  await team.getByRole("button").first().waitFor({ state: "detached" });
  assert.equal(await other.page.getByRole("link", { name: "设置", exact: true }).count(), 0);
  await other.page.goto("/settings/users");
  await other.page.getByText("没有权限").waitFor();
  assert.deepEqual(other.problems, []);
});

test("a record out of sight and one that never was look the same", async () => {
  const { page } = await journey.signedIn(colleague);
  const hidden = (await journey.server.admin.get(`/api/v1/customers?filter=${encodeURIComponent(JSON.stringify({ name: "不共享的公司" }))}`)).body.data[0];
  for (const id of [hidden.id, "019a8f3e-6c00-7000-8000-000000000001"]) {
    await page.goto(`/o/customers/${id}`);
    await page.getByText("没有这个页面或记录").waitFor();
  }
});

test("work is offered to nobody who has left", async () => {
  const { admin } = journey.server;
  const left = await admin.post("/api/v1/users", { name: "周离职", email: "zhou@test.example", password: "Bamboo-river-80" });
  assert.equal(left.status, 201, left.text);
  assert.equal((await admin.patch(`/api/v1/users/${left.body.id}`, { state: "frozen" })).status, 200);
  for (const name of ["甲人", "Testov", "乙人"])
    await admin.post("/api/v1/users", { name, email: `p${name.length}${name.charCodeAt(0)}@test.example`, password: "Bamboo-river-81" });
  const { page, problems } = await journey.signedIn();
  const offered = async (label: string) => {
    await page.getByRole("combobox", { name: label }).last().click();
    await page.keyboard.type("周离职");
    await page.getByText("没有找到").waitFor();
    for (let i = 0; i < 3; i++) await page.keyboard.press("Backspace");
    await page.keyboard.type("李佳怡");
    await page.locator(".ant-select-dropdown:visible").getByText("李佳怡").waitFor();
    await page.keyboard.press("Escape");
  };
  await page.goto(`/o/customers/${shared.id}`);
  await page.locator(".k-record-actions").getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "转移" }).click();
  await offered("新负责人");
  await page.goto(`/o/customers/${shared.id}`);
  await page.getByRole("button", { name: "编辑", exact: true }).click();
  await offered("负责人");
  // the letters are in everyone's address, and in one name
  await page.getByRole("combobox", { name: "负责人" }).last().fill("test");
  const first = page.locator(".ant-select-dropdown:visible .ant-select-item-option").first();
  await first.getByText("Testov").waitFor();
  assert.deepEqual(problems, []);
});
