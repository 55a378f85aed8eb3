import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import { type Journey, startJourney } from "./journey.ts";
import { seedPages, type VisitedPage } from "./pages.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let journey: Journey;
let pages: VisitedPage[];

before(async () => {
  journey = await startJourney();
  pages = await seedPages(journey.server, "zh");
});
after(() => journey.stop());

interface Finding {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<{ violations: Finding[] }> } };
    return (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations;
  });
  return violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 160)} ${n.failureSummary.slice(0, 200)}`).join("\n    ")}`);
}

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing serious, ${theme}`, { timeout: 300_000 }, async (t) => {
    const { page, problems } = await journey.signedIn(undefined, { theme });
    page.setDefaultTimeout(40_000);
    for (const { name, path, prepare } of pages) {
      await t.test(name, async () => {
        await page.goto(path);
        await page.waitForLoadState("networkidle");
        await page.locator("h1, h2").first().waitFor({ state: "attached" }); // an empty page has no faults
        await prepare?.(page);
        await page.waitForTimeout(300);
        assert.deepEqual(await findings(page), []);
      });
    }
    assert.deepEqual(problems, []);
  });
}

test("the sign-in page has nothing serious either", async () => {
  const { page } = await journey.viewer.open();
  await page.goto("/sign-in");
  await page.getByLabel("邮箱").waitFor();
  assert.deepEqual(await findings(page), []);
});

test("no page is wider than a phone of 360 pixels", { timeout: 300_000 }, async (t) => {
  const { page } = await journey.signedIn(undefined, { width: 360, height: 740 });
  page.setDefaultTimeout(40_000);
  for (const { name, path, prepare } of pages) {
    await t.test(name, async () => {
      await page.goto(path);
      await page.waitForLoadState("networkidle");
      await page.locator("h1, h2").first().waitFor({ state: "attached" });
      await prepare?.(page);
      await page.waitForTimeout(200);
      const width = await page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.querySelector("main")?.scrollWidth ?? 0));
      assert.ok(width <= 360, `${width} px`);
    });
  }
});

test("a new page's heading exists once, and its title names it", async () => {
  const { page } = await journey.signedIn();
  for (const [path, title] of [
    ["/o/customers", "客户"],
    [pages.find((p) => p.name === "customer")?.path ?? "", "演示客户 29"],
    ["/settings/users", "用户"],
  ] as const) {
    await page.goto(path);
    await page.waitForFunction((wanted) => document.title.startsWith(wanted), title);
    assert.equal(await page.locator("h1").count(), 1);
  }
});

/** What holds the focus, when nothing on it or around it shows that. */
const unseenFocus = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement as HTMLElement | null;
    if (!focused || focused === document.body) return null;
    for (let at: HTMLElement | null = focused, steps = 0; at && steps < 4; at = at.parentElement, steps++) {
      const style = getComputedStyle(at);
      if (style.outlineStyle !== "none" || (style.boxShadow !== "none" && at !== focused.closest(".k-panel"))) return null;
    }
    return focused.outerHTML.slice(0, 160);
  });

test("whoever walks by the Tab key sees where they are", async () => {
  const { page } = await journey.signedIn();
  page.setDefaultTimeout(40_000);
  for (const path of ["/", "/settings/roles", "/imports"]) {
    await page.goto(path);
    await page.locator("h1").waitFor();
    await page.waitForLoadState("networkidle");
    const unseen: string[] = [];
    for (let i = 0; i < 45; i++) {
      await page.keyboard.press("Tab");
      const found = await unseenFocus(page);
      if (found) unseen.push(found);
    }
    assert.deepEqual([...new Set(unseen)], [], path);
  }
});

test("a dialog left by Escape gives the focus back, and so does the help", async () => {
  const { page } = await journey.signedIn();
  page.setDefaultTimeout(40_000);
  await page.goto("/o/customers");
  await page.locator(".k-grid-row").first().waitFor();
  const opener = page.locator(".k-tab-add");
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.locator("input").first().waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement?.classList.contains("k-tab-add"));
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("F1");
  await page.locator(".k-help h2").waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".k-help") !== null);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.closest("main") !== null);
});

test("the days of the small month are one stop of the Tab key, walked by arrows", async () => {
  const { page } = await journey.signedIn();
  page.setDefaultTimeout(40_000);
  await page.goto("/calendar?mode=week");
  const stop = page.locator('.k-mini-days button[tabindex="0"]');
  await stop.waitFor();
  assert.equal(await stop.count(), 1);
  await stop.focus();
  const before = await stop.getAttribute("aria-label");
  for (const key of ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"]) await page.keyboard.press(key);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), before);
  for (let i = 0; i < 7; i++) await page.keyboard.press("ArrowDown"); // into the next month
  assert.notEqual(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), before);
  assert.equal(await page.evaluate(() => document.activeElement?.closest(".k-mini-days") !== null), true);
});

test("a menu opened by keys is walked by arrows, and gives the focus back", async () => {
  const { page } = await journey.signedIn();
  await page.goto("/o/customers");
  const opener = page.getByRole("button", { name: "排序" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitemradio");
  const first = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((before) => document.activeElement?.textContent !== before, first);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-haspopup") === "menu");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitemradio");
  await page.keyboard.press("Enter");
  // what was chosen holds, and the same key does not open the menu again
  await page.getByRole("button", { name: /^排序 .+ [升降]序$/ }).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-haspopup") === "menu");
  await page.waitForTimeout(400);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-haspopup")), "menu");
  assert.equal(await page.getByRole("menu").count(), 0);
  // the space bar presses a button, though it is a shortcut of the list as well
  await page.getByRole("button", { name: "列", exact: true }).focus();
  await page.keyboard.press("Space");
  const columns = page.getByRole("dialog", { name: "显示的列" });
  await columns.getByRole("button", { name: "行业 上移" }).focus();
  await page.keyboard.press("Space");
  await columns
    .getByRole("status")
    .filter({ hasText: /行业 移到第 \d+ 列/ })
    .waitFor();
  const mobile = columns.getByRole("checkbox", { name: "手机" });
  assert.equal(await mobile.isChecked(), true);
  await mobile.focus();
  await page.keyboard.press("Space");
  await page.getByRole("columnheader", { name: "手机" }).waitFor({ state: "detached" });
});

test("a chosen colleague is told to a screen reader by name", async () => {
  const { page } = await journey.signedIn();
  await page.goto(pages.find(({ name }) => name === "customer")?.path ?? "");
  await page.getByRole("button", { name: "添加团队成员" }).click();
  await page.getByRole("combobox", { name: "选择同事" }).waitFor();
  await page.locator(".ant-select-dropdown:visible .ant-select-item-option").first().click();
  const said = page.locator(".k-stack > [aria-live]");
  await said.waitFor({ state: "attached" });
  assert.equal(await said.textContent(), await page.locator(".k-stack .ant-select-content").first().textContent());
});

test("what comes later pushes away nothing that is read already", { timeout: 120_000 }, async () => {
  const { page } = await journey.signedIn(undefined, { width: 1440, height: 900 });
  page.setDefaultTimeout(40_000);
  await page.addInitScript(() => {
    const kept = window as unknown as { shifted: number };
    kept.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) if (!entry.hadRecentInput) kept.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const name of ["home", "customer", "opportunity", "lead"]) {
    await page.goto(pages.find((p) => p.name === name)?.path ?? "");
    await page.locator("h1").first().waitFor();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
    const shifted = await page.evaluate(() => (window as unknown as { shifted: number }).shifted);
    assert.ok(shifted < 0.06, `${name} moved by ${shifted.toFixed(3)}`);
  }
  // a phone remembers how high the parts of its workbench were
  await page.setViewportSize({ width: 390, height: 844 });
  for (const visit of ["first", "second"]) {
    await page.goto("/");
    await page.locator(".k-widget").first().waitFor();
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(300);
    const shifted = await page.evaluate(() => (window as unknown as { shifted: number }).shifted);
    assert.ok(visit === "first" || shifted < 0.02, `the workbench moved by ${shifted.toFixed(3)}`);
  }
});

test("where the system chooses the colours, lines tell what is current", async () => {
  const { page } = await journey.signedIn();
  await page.emulateMedia({ forcedColors: "active" });
  const styleOf = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  const differs = async (current: string, other: string, property: string) =>
    assert.notEqual(await styleOf(current, property), await styleOf(other, property), current);
  await page.goto(pages.find(({ name }) => name === "opportunity")?.path ?? "");
  await differs(".k-path li.is-now", ".k-path li:not(.is-now)", "outline-style");
  await page.goto("/o/customers");
  await differs(".k-nav-item.is-current", ".k-nav-item:not(.is-current)", "outline-style");
  await differs(".k-tab.is-current", ".k-tab:not(.is-current)", "border-bottom-color");
  await page.goto("/calendar");
  await page.locator(".k-day-head.is-today b, .is-today > .k-month-number").first().waitFor();
  assert.match(await styleOf(".k-day-head.is-today b, .is-today > .k-month-number", "text-decoration-line"), /underline/);
});

test("on paper a record is whole, and without what is pressed", async () => {
  const { page } = await journey.signedIn(undefined, { theme: "dark" });
  await page.goto(pages.find(({ name }) => name === "customer")?.path ?? "");
  await page.locator(".k-timeline").waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(
    await page
      .locator(".k-nav, .k-record-actions button, .k-composer, .k-timeline-filter, .k-chip.is-unplanned, .k-related-all")
      .filter({ visible: true })
      .count(),
    0,
  );
  for (const hint of [/写下要做的下一步/, /点“\+”/]) assert.equal(await page.getByText(hint).filter({ visible: true }).count(), 0);
  assert.equal(await page.locator(".k-main").evaluate((main) => main.scrollHeight - main.clientHeight), 0);
});
