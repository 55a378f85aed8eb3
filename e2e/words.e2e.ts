import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { startJourney } from "./journey.ts";
import { seedPages } from "./pages.ts";

/** Latin words that stand in a Chinese page by right: standards, formats, keys, our name, what people typed. */
const allowed =
  /\b(?:CSV|TSV|Excel|xlsx|API|UTF-8|GB18030|JSON|OpenAPI|CNY|USD|IP|ID|URL|PDF|TOTP|iCalendar|ics|Keshu|Ctrl|Shift|Alt|Esc|Enter|Tab|Space|Delete|node|Home|End|Logo|PNG|SVG|JPEG|JPG|WebP|KB|MB|GB|English|Chrome|Linux|Headless\w*|Asia|Shanghai|UTC|GMT)\b/gi;
const typed = /[\w.+-]+@[\w.-]+|[A-Z]{2}\d{6}-\d+|https?:\/\/\S+|\b[a-z]+(?:_[a-z]+)+\b|ks_\w*/g;

/** Every text a person sees or hears on the page, chrome and data. */
const textsOf = (page: Page) =>
  page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || parent.closest("script,style,kbd,code,[data-code]") || !parent.checkVisibility()) continue;
      texts.push(node.textContent ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label],[title],[placeholder],[alt]")) {
      if (element.closest("[aria-hidden=true]")) continue;
      for (const name of ["aria-label", "title", "placeholder", "alt"]) texts.push(element.getAttribute(name) ?? "");
    }
    return texts.map((t) => t.trim()).filter(Boolean);
  });

const cases = [
  {
    language: "zh",
    locale: "zh-CN",
    // single letters are levels, keys and initials
    foreign: (text: string) =>
      (
        text
          .replace(typed, " ")
          .replace(allowed, " ")
          .match(/[A-Za-z]{2,}/g) ?? []
      ).length > 0,
    inCode: /^\/settings\/(objects|api-keys|pipelines\/\w+-)/,
  },
  {
    language: "en",
    locale: "en-US",
    foreign: (text: string) => /[\u3400-\u9fff]/.test(text.replace("中文", "")),
    inCode: /^\/settings\/pipelines\/\w+-/,
  },
] as const;

for (const { language, locale, foreign, inCode } of cases)
  test(`no page speaks another language than ${language}`, { timeout: 300_000 }, async (t) => {
    const journey = await startJourney();
    t.after(() => journey.stop());
    const { admin } = journey.server;
    assert.equal((await admin.patch("/api/v1/me", { locale: language === "zh" ? "zh-CN" : "en", name: language === "zh" ? "管理员" : "Admin" })).status, 200);
    await admin.patch("/api/v1/company", { name: language === "zh" ? "客枢" : "Keshu", is_set_up: true });
    const pages = await seedPages(journey.server, language);
    const { page } = await journey.signedIn(undefined, { locale });
    page.setDefaultTimeout(40_000);
    for (const { name, path, prepare } of pages) {
      if (inCode.test(path)) continue; // API names stand here beside the labels, or names in both languages
      await t.test(name, async () => {
        await page.goto(path);
        await page.waitForLoadState("networkidle");
        await prepare?.(page);
        const found = [...new Set((await textsOf(page)).filter(foreign))];
        assert.deepEqual(found, []);
      });
    }
  });
