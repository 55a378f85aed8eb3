import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";

const folder = dirname(createRequire(import.meta.url).resolve("@fontsource/noto-sans-sc/package.json"));
const origin = "https://fonts.example";

/**
 * Chinese letters for pictures on machines without a Chinese font: serves Noto Sans SC to the pages of this
 * context. Open it with `bypassCSP`, since the product itself allows no foreign fonts.
 */
export async function serveChineseFont(context: BrowserContext): Promise<(page: Page) => Promise<void>> {
  await context.route(`${origin}/**`, (route) =>
    route.fulfill({
      body: readFileSync(join(folder, "files", new URL(route.request().url()).pathname.slice(1))),
      headers: { "access-control-allow-origin": "*", "content-type": "font/woff2" },
    }),
  );
  const faces = [400, 500, 600].map((weight) =>
    readFileSync(join(folder, `${weight}.css`), "utf8")
      .replaceAll(/url\(\.\/files\/([^)]+\.woff2)\)/g, `url(${origin}/$1)`)
      .replaceAll(/, url\([^)]+\.woff\) format\('woff'\)/g, ""),
  );
  const content = `${faces.join("\n")}\nhtml, body, button, input, textarea, .ant-app, [class*="ant-"] { font-family: "Noto Sans SC", sans-serif !important; }`;
  return async (page) => {
    await page.addStyleTag({ content });
    await page.evaluate(() => document.fonts.ready);
  };
}
