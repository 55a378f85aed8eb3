import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Journey, startJourney } from "./journey.ts";

let journey: Journey;
before(async () => {
  journey = await startJourney();
  await journey.server.admin.post("/api/v1/leads", { name: "潘淑芬", company: "广州春美" });
});
after(() => journey.stop());

async function opened(options: Parameters<Journey["viewer"]["open"]>[0] = {}) {
  const { page, problems } = await journey.signedIn(undefined, options);
  page.setDefaultTimeout(40_000);
  return { page, problems };
}

test("help opens beside the page on its own topic, follows it, is searched, and leaves the page usable", async () => {
  const { page, problems } = await opened();
  await page.goto("/o/leads");
  await page.getByText("潘淑芬").waitFor();
  await page.keyboard.press("F1");
  const help = page.getByRole("dialog", { name: "帮助" });
  await help.getByRole("heading", { name: "线索", exact: true }).waitFor();
  await help.getByText("响应用时怎么算").waitFor();
  // the page is still there to be worked with
  await page.getByRole("link", { name: "客户", exact: true }).click();
  await help.getByRole("heading", { name: "客户与联系人" }).waitFor();
  await help.getByLabel("搜索帮助").fill("撤销");
  await help.getByText(/找到 \d+ 处/).waitFor();
  await help.getByRole("button", { name: /导入与导出 · 撤销/ }).click();
  await help.getByRole("heading", { name: "导入与导出" }).waitFor();
  await help.getByRole("button", { name: "全部主题" }).click();
  await help.getByRole("button", { name: "看板" }).click();
  await help.getByText("移动卡片").waitFor();
  await help.getByLabel("搜索帮助").fill("xyz没有这个");
  await help.getByText("没有找到", { exact: false }).waitFor();
  await help.getByRole("button", { name: "关闭帮助" }).click();
  await help.waitFor({ state: "hidden" });
  assert.deepEqual(problems, []);
});

test("? shows the keys of the page, also in English and on a phone", async () => {
  const { page, problems } = await opened();
  await page.goto("/o/leads");
  await page.getByText("潘淑芬").waitFor();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "键盘快捷键" });
  await sheet.getByRole("heading", { name: "列表" }).waitFor();
  await sheet.getByRole("heading", { name: "任何页面" }).waitFor();
  await sheet.getByText("打开帮助").waitFor();
  assert.equal(await sheet.getByText(/^[a-z]+\.[a-zA-Z.]+$/).count(), 0, "a shortcut without words");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "帮助" }).click();
  await page
    .getByRole("dialog", { name: "帮助" })
    .getByRole("button", { name: /键盘快捷键/ })
    .click();
  await sheet.waitFor();
  assert.deepEqual(problems, []);

  const phone = await opened({ width: 390, height: 844 });
  await phone.page.goto("/o/leads");
  await phone.page.getByText("潘淑芬").waitFor();
  await phone.page.getByRole("button", { name: "打开导航" }).click();
  await phone.page.getByRole("button", { name: "帮助" }).click();
  await phone.page.getByRole("dialog", { name: "帮助" }).getByRole("heading", { name: "线索", exact: true }).waitFor();
  const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `${width} wide`);
});

test("in English the help is English", async () => {
  const { page } = await opened({ locale: "en-US" });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "English", pressed: true }).waitFor();
  await page.goto("/o/leads");
  await page.getByRole("button", { name: "Help" }).click();
  const help = page.getByRole("dialog", { name: "Help" });
  await help.getByRole("heading", { name: "Leads", exact: true }).waitFor();
  assert.doesNotMatch((await help.textContent()) ?? "", /\p{Script=Han}/u);
});
