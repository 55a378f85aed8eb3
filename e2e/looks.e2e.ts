import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { type Journey, startJourney } from "./journey.ts";
import { seedPages, type VisitedPage } from "./pages.ts";

let journey: Journey;
let pages: VisitedPage[];
const path = (name: string): string => pages.find((p) => p.name === name)?.path ?? assert.fail(name);

before(async () => {
  journey = await startJourney();
  const { admin } = journey.server;
  await admin.patch("/api/v1/company", { is_set_up: true });
  pages = await seedPages(journey.server, "en");
  const deal = path("opportunity").split("/").at(-1);
  const product = (await admin.post("/api/v1/products", { name: "Vertical packing machine", price: "186000" })).body.id;
  assert.equal((await admin.post("/api/v1/opportunity_lines", { opportunity_id: deal, product_id: product, quantity: "2" })).status, 201);
  const { customer_id } = (await admin.get(`/api/v1/opportunities/${deal}`)).body;
  for (let i = 0; i < 11; i++) await admin.post("/api/v1/opportunities", { name: `Line ${i}`, customer_id, amount: "2682856" });
});
after(() => journey.stop());

async function opened(locale: "en" | "zh-CN", width: number, height: number): Promise<Page> {
  assert.equal((await journey.server.admin.patch("/api/v1/me", { locale })).status, 200);
  const { page } = await journey.signedIn(undefined, { locale: locale === "en" ? "en-US" : locale, width, height });
  page.setDefaultTimeout(40_000);
  return page;
}

const isCut = (of: Locator) => of.evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.textContent));
const box = async (of: Locator) => (await of.boundingBox()) ?? assert.fail("not shown");

test("English fits a phone too: no record is wider, and what a list offers stands on one line", async () => {
  const page = await opened("en", 360, 740);
  for (const name of ["lead", "customer", "opportunity"]) {
    await page.goto(path(name));
    await page.locator(".k-composer-types").waitFor();
    await page.waitForLoadState("networkidle");
    assert.ok((await page.evaluate(() => document.querySelector("main")?.scrollWidth ?? 0)) <= 360, name);
  }
  await page.goto("/o/opportunities");
  const more = page.locator(".k-page-head .k-icon-button");
  await more.waitFor();
  const title = await box(page.locator("h1"));
  const menu = await box(more);
  assert.ok(menu.y < title.y + title.height && menu.y + menu.height > title.y, "the menu stands below the title");
});

test("the current tab is in sight on a phone", async () => {
  const page = await opened("en", 360, 740);
  for (const at of ["/settings/audit", "/settings/roles"]) {
    await page.goto(at);
    const tab = await box(page.locator(".k-tab[aria-current]"));
    assert.ok(tab.x >= 0 && tab.x + tab.width <= 360, at);
  }
});

test("at 1024 pixels every page of the settings is in sight, in English too", async () => {
  const page = await opened("en", 1024, 768);
  await page.goto("/settings/company");
  const last = await box(page.locator(".k-tab").last());
  assert.ok(last.x + last.width <= 1024, `${last.x + last.width}`);
});

test("at 1024 pixels names of stages are whole, and the selection stands on one line", async () => {
  const page = await opened("zh-CN", 1024, 768);
  await page.goto("/o/opportunities?kind=board");
  await page.locator(".k-lane-sum").first().waitFor();
  assert.deepEqual(await isCut(page.locator(".k-lane-name .k-ellipsis")), []);
  await page.goto("/o/customers");
  for (const row of [0, 1]) await page.locator(".k-grid-row input").nth(row).check();
  assert.ok((await box(page.locator(".k-selection"))).height < 60);
});

test("an icon stands beside its name, and details of an entry stay on the page", async () => {
  const page = await opened("zh-CN", 1024, 768);
  await page.goto("/settings/objects");
  assert.ok((await box(page.locator("td .k-person").first())).height < 30);
  await page.goto("/calendar?mode=agenda");
  await page.locator("[data-entry]").first().click();
  const details = page.locator(".k-popup-panel");
  await details.waitFor();
  await page.waitForTimeout(300);
  let { x, width } = await box(details);
  // a popup is placed before it is shown
  for (let i = 0; i < 20 && x < 0; i++) {
    await page.waitForTimeout(100);
    ({ x, width } = await box(details));
  }
  assert.ok(x >= 8 && x + width <= 1024, `${x}`);
});
