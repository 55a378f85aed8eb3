import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { testAdministrator } from "../apps/server/testing.ts";
import { type Journey, startJourney, textOf } from "./journey.ts";

let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.stop());

/** RFC 6238 with SHA-1, six digits, 30 seconds. */
function codeOf(secret: string, at = Date.now()): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replaceAll(/\s|=/g, "")].map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g)?.map((b) => Number.parseInt(b, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest[19] as number) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("two-step sign-in is turned on with a code, asked for at the next sign-in, and turned off", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/profile");
  await page.getByRole("button", { name: "开启两步验证" }).click();
  await page.getByLabel("请输入当前密码").fill(testAdministrator.password);
  await page.getByRole("button", { name: "下一步" }).click();
  const secret = await textOf(page.getByLabel("两步验证密钥"));
  await page.getByAltText("两步验证二维码").waitFor();
  await page.getByLabel("6 位验证码").fill("000000");
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator(".k-field-error").waitFor();
  await page.getByLabel("6 位验证码").fill(codeOf(secret));
  await page.getByRole("button", { name: "下一步" }).click();
  const recovery = (await textOf(page.getByLabel("恢复码", { exact: true }))).split("\n"); // each whole, on a line of its own
  assert.equal(recovery.length, 10);
  assert.equal(await page.getByRole("dialog").getByRole("button", { name: "取消" }).count(), 0); // it is on: nothing is left to call off
  assert.equal(await page.getByRole("button", { name: "我已保存" }).evaluate((button) => button === document.activeElement), true);
  await page.getByRole("button", { name: "我已保存" }).click();
  await page.getByText("已开启").waitFor();

  const other = await journey.viewer.open();
  await other.page.goto("/sign-in");
  await other.page.getByLabel("邮箱").fill(testAdministrator.email);
  await other.page.getByLabel("密码", { exact: true }).fill(testAdministrator.password);
  await other.page.keyboard.press("Enter");
  await other.page.getByLabel("动态验证码").fill("000000");
  await other.page.keyboard.press("Enter");
  await other.page.getByText("验证码不正确，或者已经用过").waitFor();
  await other.page.getByRole("button", { name: "改用恢复码" }).click();
  assert.equal(await other.page.getByLabel("恢复码").getAttribute("inputmode"), "text"); // a phone offers letters
  await other.page.getByLabel("恢复码").fill(recovery[0] as string);
  await other.page.keyboard.press("Enter");
  await other.page.getByRole("navigation", { name: "主导航" }).waitFor();

  await page.reload();
  await page.getByRole("button", { name: "关闭两步验证" }).click();
  await page.getByLabel("请输入当前密码").fill(testAdministrator.password);
  await page.locator(".ant-modal-footer .ant-btn-primary, .ant-modal-footer .ant-btn-dangerous").last().click();
  await page.getByText("未开启").waitFor();
  assert.deepEqual(problems, []);
});
