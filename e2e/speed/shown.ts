import type { Page } from "playwright-core";

/** What is clicked and what it should show, as selectors. */
export interface Step {
  click: string;
  shown: string;
}

/**
 * Milliseconds from a click to the frame that shows what it asks for, by the browser's own clock, with the page's code in
 * its cache as for a daily user. The pointer is at the link a moment before, as a hand would be.
 */
export async function clickToShown(page: Page, { click, shown }: Step): Promise<number> {
  await page.locator(click).first().hover();
  return page.evaluate(
    ([from, to]) =>
      new Promise<number>((resolve, reject) => {
        const link = document.querySelector<HTMLElement>(from as string);
        if (!link) return reject(new Error(`nothing at ${from}`));
        const began = performance.now();
        const look = () => {
          // painted: a frame after it stands in the page
          if (document.querySelector(to as string)?.textContent?.trim()) requestAnimationFrame(() => resolve(performance.now() - began));
          else if (performance.now() - began > 20_000) reject(new Error(`nothing came to ${to}`));
          else requestAnimationFrame(look);
        };
        link.click();
        requestAnimationFrame(look);
      }),
    [click, shown],
  );
}

/** Waits until the page has asked for nothing for a while; a page that never rests is not waited for. */
export async function settled(page: Page, rest = 500, most = 8_000): Promise<void> {
  const end = Date.now() + most;
  const requests = () => page.evaluate(() => performance.getEntriesByType("resource").length);
  let [seen, since] = [await requests(), Date.now()];
  while (Date.now() < end && Date.now() - since < rest) {
    await page.waitForTimeout(100);
    const now = await requests();
    if (now !== seen) [seen, since] = [now, Date.now()];
  }
}
