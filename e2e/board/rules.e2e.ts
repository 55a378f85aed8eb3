import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../journey.ts";
import { type Board, card, dragTo, lane, openBoard, startBoard } from "./board-page.ts";

let board: Board;

before(async () => {
  board = await startBoard();
});
after(() => board.stop());

test("a loss asks for its reason; who gives none finds the card where it was", async () => {
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  await dragTo(page, card(page, "云栖 ERP 对接"), lane(page, "输单"));
  const dialog = page.getByRole("dialog", { name: "移到 输单 之前" });
  await dialog.getByRole("button", { name: "放回原处" }).click();
  await lane(page, "初步接洽").locator("[data-card]", { hasText: "云栖 ERP 对接" }).waitFor();
  assert.equal(await board.stageOf("云栖 ERP 对接"), "discovery");
  await dragTo(page, card(page, "云栖 ERP 对接"), lane(page, "输单"));
  await dialog.getByRole("button", { name: "移动", exact: true }).click();
  await dialog.getByText("不能为空").waitFor();
  await dialog.getByLabel("输单原因").click();
  await page.locator(".ant-select-dropdown:visible").getByTitle("价格太高").click();
  await dialog.getByRole("button", { name: "移动", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await until(async () => (await board.stageOf("云栖 ERP 对接")) === "lost", "lost");
  assert.equal((await board.server.admin.get(`/api/v1/opportunities/${board.deals.get("云栖 ERP 对接")}`)).body.lost_reason, "价格太高");
  assert.deepEqual(problems, []);
});

test("each pipeline has its own columns, and its stages ask for the fields they require", async () => {
  const { admin } = board.server;
  const made = await admin.post("/api/v1/pipelines", {
    name: "渠道续约",
    stages: [
      { stage: "needs", probability: 40, label: { zh: "到期提醒", en: "Renewal due" } },
      { stage: "negotiation", probability: 85, label: { zh: "谈续约", en: "Negotiating" }, required_fields: ["expected_close_date"] },
    ],
  });
  assert.equal(made.status, 201, made.text);
  await board.deal("明辉续约", { pipeline_id: made.body.id, stage: "needs", amount: "88000" });
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page);
  await page.waitForLoadState("networkidle"); // every column has its cards
  assert.equal(await card(page, "明辉续约").count(), 0);
  await page.getByRole("button", { name: /^商机组/ }).click();
  await page.getByRole("menuitem", { name: "渠道续约" }).click();
  await lane(page, "到期提醒").locator("[data-card]", { hasText: "明辉续约" }).waitFor();
  assert.equal(await page.locator("section.k-lane h2", { hasText: "初步接洽" }).count(), 0);
  await page.waitForLoadState("networkidle");
  await page.reload();
  await dragTo(page, card(page, "明辉续约"), lane(page, "谈续约"));
  const dialog = page.getByRole("dialog", { name: "移到 谈续约 之前" });
  await dialog.getByLabel("预计成交日期").fill("2027-01-15");
  // the first takes the date, the second moves
  await page.keyboard.press("Enter");
  await page.locator(".ant-picker-dropdown:visible").waitFor({ state: "detached" });
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  await until(async () => (await board.stageOf("明辉续约")) === "negotiation", "moved with its date");

  // the record page and the palette call its stages by the same names
  const id = await board.deal("晨光续约", { pipeline_id: made.body.id, stage: "needs", amount: "1" });
  await page.goto(`/o/opportunities/${id}`);
  await page.getByRole("button", { name: "谈续约", exact: true }).click();
  const asked = page.getByRole("dialog", { name: "谈续约" });
  await asked.getByLabel("预计成交日期").fill("2027-01-16");
  await page.keyboard.press("Enter");
  await asked.getByRole("button", { name: "谈续约", exact: true }).click();
  await page.getByText("已变为“谈续约”").waitFor();
  await page.getByRole("button", { name: "到期提醒" }).waitFor();
  assert.equal(await page.getByText("商务谈判").count(), 0, "neither in what happened");
  assert.deepEqual(problems, []);
});

test("columns that take no card say why, and what the server refuses goes back with its reason", async () => {
  const { admin } = board.server;
  const task = (await admin.post("/api/v1/tasks", { name: "提交报价" })).body;
  await admin.post(`/api/v1/tasks/${task.id}/transitions`, { to: "done" });
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page, "tasks");
  await dragTo(page, card(page, "提交报价"), lane(page, "已取消"), false);
  await lane(page, "已取消").getByText("“已完成”不能直接变为“已取消”").waitFor();
  await page.mouse.up();
  await page.getByRole("alert").or(page.locator(".ant-message")).getByText("“已完成”不能直接变为“已取消”").first().waitFor();
  assert.equal((await admin.get(`/api/v1/tasks/${task.id}`)).body.status, "done");

  const guarded = await board.deal("被抢先删除", { stage: "needs", amount: "10" });
  await openBoard(page);
  await card(page, "被抢先删除").waitFor();
  await page.route(`**/api/v1/opportunities/${guarded}`, (route) =>
    route.request().method() === "PATCH"
      ? route.fulfill({
          status: 422,
          contentType: "application/problem+json",
          body: JSON.stringify({ code: "VALIDATION_FAILED", title: "x", errors: [{ path: "stage", code: "ILLEGAL_TRANSITION", message: "现在不能移动" }] }),
        })
      : route.continue(),
  );
  await dragTo(page, card(page, "被抢先删除"), lane(page, "方案报价"));
  await page.getByText("“被抢先删除”没有移动：现在不能移动").first().waitFor();
  await lane(page, "需求确认").locator("[data-card]", { hasText: "被抢先删除" }).waitFor();
  assert.equal((await admin.get(`/api/v1/opportunities/${guarded}`)).body.stage, "needs");
  assert.deepEqual(problems, []);
});

test("a lead dropped on converted is converted in the same step as on its page", async () => {
  const lead = (await board.server.admin.post("/api/v1/leads", { name: "刘洋", company: "浦江物流" })).body;
  const { page, problems } = await board.signedIn(undefined, { width: 1440 });
  await openBoard(page, "leads");
  await dragTo(page, card(page, "刘洋"), lane(page, "已转化"));
  const dialog = page.getByRole("dialog", { name: /刘洋/ });
  await dialog.getByRole("button", { name: "转化", exact: true }).click();
  await page.waitForURL(/\/o\/(opportunities|customers)\//);
  assert.equal((await board.server.admin.get(`/api/v1/leads/${lead.id}`)).body.status, "qualified");
  assert.deepEqual(problems, []);
});
