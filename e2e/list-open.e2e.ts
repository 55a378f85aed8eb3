import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Journey, startJourney } from "./journey.ts";

let journey: Journey;
let customer = "";
before(async () => {
  journey = await startJourney();
  const { admin } = journey.server;
  const made = await admin.post("/api/v1/customers/batch", { operation: "create", records: [{ name: "先行客户一" }, { name: "先行客户二" }] });
  customer = made.body.results[0].id;
  const products = Array.from({ length: 450 }, (_, i) => ({ name: `产品${String(i).padStart(3, "0")}` }));
  assert.equal((await admin.post("/api/v1/products/batch", { operation: "create", records: products })).status, 200);
});
after(() => journey.stop());

/** The API calls of the page in the order they were made, and which of them had been answered by then. */
function callsOf(page: Page): { asked: string[]; answered: string[] } {
  const calls = { asked: [] as string[], answered: [] as string[] };
  const pathOf = (url: string) => decodeURIComponent(url.split("/api/v1")[1] ?? "");
  page.on("request", (r) => r.url().includes("/api/v1/") && calls.asked.push(pathOf(r.url())));
  page.on("response", (r) => r.url().includes("/api/v1/") && calls.answered.push(pathOf(r.url())));
  return calls;
}

const isRows = (call: string) => /limit=100/.test(call);
const isCount = (call: string) => /count=/.test(call);

async function home(): Promise<Page> {
  const { page } = await journey.signedIn();
  await page.goto("/");
  await page.locator('.k-nav a[href="/o/products"]').waitFor();
  await page.waitForTimeout(800);
  return page;
}

test("the rows of a list come before anything is counted", async () => {
  const page = await home();
  const { asked, answered } = callsOf(page);
  let whenCounted: string[] | undefined;
  page.on("request", (r) => {
    if (r.url().includes("/products") && isCount(r.url())) whenCounted ??= [...answered];
  });
  await page.locator('.k-nav a[href="/o/products"]').click();
  await page.locator(".k-grid-row .is-title a").first().waitFor();
  await page.locator(".k-count").getByText("450").waitFor();
  assert.equal(asked.filter((c) => c.startsWith("/products") && isRows(c)).length, 1, asked.join("\n"));
  assert.ok(
    whenCounted?.some((c) => c.startsWith("/products") && isRows(c)),
    "counted before the rows were there",
  );
});

test("a list that fits into its first page is not counted", async () => {
  const page = await home();
  const { asked } = callsOf(page);
  await page.locator('.k-nav a[href="/o/customers"]').click();
  await page.locator(".k-count").getByText("2", { exact: true }).waitFor();
  assert.deepEqual(
    asked.filter((c) => c.startsWith("/customers") && /count=exact/.test(c)),
    [],
  );
});

test("pointing at a link begins to load, and what changes until the click is seen", async () => {
  const page = await home();
  const { answered } = callsOf(page);
  await page.locator('.k-nav a[href="/o/customers"]').hover();
  await waitUntil(() => answered.some((c) => c.startsWith("/customers") && isRows(c)));
  assert.match(page.url(), /\/$/);
  assert.equal((await journey.server.admin.patch(`/api/v1/customers/${customer}`, { name: "先行客户改名" })).status, 200);
  await page.waitForTimeout(1200);
  await page.locator('.k-nav a[href="/o/customers"]').click();
  await page.getByText("先行客户改名").waitFor();
  assert.equal(await page.getByText("先行客户一").count(), 0);
  await page.getByRole("link", { name: "先行客户改名" }).hover();
  await waitUntil(() => answered.some((c) => c.startsWith(`/customers/${customer}`)));
});

test("a record that is slow to come stands there by its name", async () => {
  const page = await home();
  await page.locator('.k-nav a[href="/o/customers"]').click();
  let isHeld = true;
  await page.route(`**/api/v1/customers/${customer}?*`, async (route) => {
    while (isHeld) await new Promise((resolve) => setTimeout(resolve, 50));
    await route.continue();
  });
  await page.getByRole("link", { name: "先行客户改名" }).click();
  await page.getByRole("heading", { level: 1, name: "先行客户改名" }).waitFor();
  assert.equal(await page.locator(".k-facts").count(), 0);
  isHeld = false;
  await page.locator(".k-facts dd").first().waitFor();
  await page.getByRole("region", { name: "时间线" }).or(page.locator(".k-timeline-filter")).first().waitFor();
});

test("rows one flies past are outlines that do not move", async () => {
  const page = await home();
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.locator('.k-nav a[href="/o/products"]').click();
  await page.locator(".k-count").getByText("450").waitFor();
  await page.route("**/api/v1/products?*offset=3*", (route) => setTimeout(() => void route.continue(), 1500));
  await page.locator(".k-grid-scroll").evaluate((grid) => {
    grid.scrollTop = 350 * 36;
  });
  await page.locator(".k-grid-row.is-bones").first().waitFor();
  const moving = await page.evaluate(() => document.getAnimations().filter((a) => (a.effect as KeyframeEffect).target?.closest(".k-grid-row")).length);
  assert.equal(moving, 0);
  await page
    .getByText(/^产品\d{3}$/)
    .first()
    .waitFor();
  await page.locator(".k-grid-row.is-bones").first().waitFor({ state: "detached" });
});

async function waitUntil(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 100 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(isSo());
}

test("the last record that goes leaves the list empty, and comes back when that is undone", async () => {
  assert.equal((await journey.server.admin.post("/api/v1/contacts", { name: "独一人", customer_id: customer })).status, 201);
  const { page } = await journey.signedIn();
  await page.goto("/o/contacts");
  await page.locator(".k-count").getByText("1", { exact: true }).waitFor();
  await page.getByRole("checkbox", { name: "选择 独一人" }).check();
  await page.getByRole("button", { name: "删除", exact: true }).click();
  await page.locator(".k-count").getByText("0", { exact: true }).waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.locator(".k-grid-row .is-title a").getByText("独一人").waitFor();
  await page.locator(".k-count").getByText("1", { exact: true }).waitFor();
});
