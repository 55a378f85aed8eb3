import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose } from "../journey.ts";
import { cellOf, type Lists, startLists } from "./lists-page.ts";

let lists: Lists;
before(async () => {
  lists = await startLists();
});
after(() => lists.stop());

test("many are edited, tagged and pasted into at once, and all of it is undone", async () => {
  const before = (await lists.stored("列表客户1")).region;
  const { page, problems } = await lists.signedIn();
  await page.goto("/o/customers?sort=name");
  await page.getByRole("row", { name: /列表客户1/ }).waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Control+a");
  await page.getByText("已选 6 条").waitFor();
  await page.getByRole("button", { name: "批量编辑" }).click();
  await choose(page, "选择要修改的字段", "地区");
  await page.getByRole("dialog").getByRole("textbox", { name: "地区" }).fill("上海");
  await page.getByRole("button", { name: "修改 6 条" }).click();
  await page.getByText("已修改 6 条").waitFor();
  // keys go on in the list: the bar and the dialog have gone, then the way back
  const isInGrid = () => document.activeElement?.getAttribute("role") === "grid";
  await page.waitForFunction(isInGrid);
  assert.equal((await lists.stored("列表客户4")).region, "上海");
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText("已撤销 6 条").waitFor();
  await page.waitForFunction(isInGrid);
  assert.deepEqual([(await lists.stored("列表客户4")).region, (await lists.stored("列表客户1")).region], ["杭州", before]);

  // a field that is no column here: its old value comes back as well
  await lists.server.admin.patch(`/api/v1/customers/${lists.ids.get("列表客户4")}`, { wechat: "wx-4" });
  await page.getByRole("checkbox", { name: "选择 列表客户4" }).check();
  await page.getByRole("button", { name: "批量编辑" }).click();
  await choose(page, "选择要修改的字段", "微信");
  await page.getByRole("dialog").getByRole("textbox", { name: "微信" }).fill("统一");
  await page.getByRole("button", { name: "修改 1 条" }).click();
  await page.getByText("已修改 1 条").waitFor();
  assert.equal((await lists.stored("列表客户4")).wechat, "统一");
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText("已撤销 1 条").waitFor();
  assert.equal((await lists.stored("列表客户4")).wechat, "wx-4");

  await page.getByRole("checkbox", { name: "选择 列表客户1" }).check();
  await page.getByRole("checkbox", { name: "选择 列表客户2" }).check();
  await page.getByRole("button", { name: "标签", exact: true }).click();
  await page.getByRole("combobox", { name: "加上" }).fill("展会");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "应用" }).click();
  await page.getByText("已更新 2 条的标签").waitFor();
  assert.deepEqual((await lists.stored("列表客户2")).tags, ["展会"]);

  await (await cellOf(page, "列表客户3", "地区")).click();
  await page.getByRole("grid").focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "苏州\n无锡\n常州\n");
    document.querySelector("[role=grid]")?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.getByRole("dialog", { name: "粘贴到 3 条记录" }).getByText("无锡").waitFor();
  await page.getByRole("button", { name: "写入 3 条" }).click();
  await page.getByText("已写入 3 条").waitFor();
  assert.deepEqual([(await lists.stored("列表客户3")).region, (await lists.stored("列表客户5")).region], ["苏州", "常州"]);
  assert.deepEqual(problems, []);
});
