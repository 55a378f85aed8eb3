import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Journey, startJourney } from "./journey.ts";

let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.stop());

const hasBrand = (page: Page, color: string) =>
  page.waitForFunction((wanted) => getComputedStyle(document.documentElement).getPropertyValue("--k-brand").trim() === wanted, color);
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><script>alert(1)</script><rect width="64" height="64" fill="#b3286b"/></svg>`;

test("the company gets a name, a logo and a colour; everybody sees them at once", async () => {
  const { page, problems } = await journey.signedIn();
  await page.goto("/settings");
  await page.waitForURL("**/settings/company");
  await page.getByLabel("公司名称").fill("云帆科技");
  await page.locator("input[type=file]").setInputFiles({ name: "标志.svg", mimeType: "image/svg+xml", buffer: Buffer.from(drawing) });
  await page.getByRole("button", { name: "更换" }).waitFor();
  await page.getByRole("radio", { name: "玫红" }).check({ force: true });
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("公司信息已保存").waitFor();
  await hasBrand(page, "#b3286b");
  await page.getByRole("navigation", { name: "主导航" }).getByText("云帆科技").waitFor();
  await page.waitForFunction(() => document.title.endsWith("云帆科技"));

  const { logo_url } = (await journey.server.admin.get("/api/v1/company")).body;
  const served = await fetch(journey.server.url + logo_url);
  assert.equal(served.headers.get("content-type"), "image/png", "a drawing is painted before it is stored");
  assert.ok(!Buffer.from(await served.arrayBuffer()).includes("script"));

  const stranger = await journey.viewer.open();
  await stranger.page.goto("/sign-in");
  await stranger.page.getByText("云帆科技", { exact: true }).waitFor();
  assert.equal(await stranger.page.locator(".k-sign-in-brand img").getAttribute("src"), logo_url);
  await hasBrand(stranger.page, "#b3286b");
  assert.deepEqual([...problems, ...stranger.problems], []);
});

test("a colour that cannot be read is adjusted and said so; nonsense is refused in words", async () => {
  const { page, problems } = await journey.signedIn(undefined, { theme: "dark" });
  await page.goto("/settings/company");
  await page.getByLabel("颜色值").fill("#ffd100");
  await page.getByText(/浅色界面会用 #[0-9a-f]{6}/).waitFor();
  await page.locator("input[type=file]").setInputFiles({ name: "标志.png", mimeType: "image/png", buffer: Buffer.from("not a picture") });
  await page.getByText("浏览器打不开这张图片").waitFor();
  await page.getByRole("button", { name: "移除" }).click();
  await page.getByLabel("公司名称").fill("");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByText("公司信息已保存").waitFor();
  await page.getByRole("navigation", { name: "主导航" }).getByText("客枢").waitFor();
  const { name, logo_url, color } = (await journey.server.admin.get("/api/v1/company")).body;
  assert.deepEqual([name, logo_url, color], [null, null, "#ffd100"]);
  assert.deepEqual(problems, []);
});
