import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { startTestServer, type TestServer, testAdministrator } from "../apps/server/testing.ts";
import { startBrowser, type Viewer } from "./browser.ts";

export type Opened = Awaited<ReturnType<Viewer["open"]>>;

export interface Journey {
  server: TestServer;
  viewer: Viewer;
  /** A browser where this person has signed in; the administrator unless told otherwise. */
  signedIn: (person?: { email: string; password: string }, options?: Parameters<Viewer["open"]>[0]) => Promise<Opened>;
  stop: () => Promise<void>;
}

/** A real server with a fresh database, and a real browser in front of it. */
export async function startJourney(): Promise<Journey> {
  const server = await startTestServer();
  const viewer = await startBrowser(server.url).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  return {
    server,
    viewer,
    signedIn: async (person = testAdministrator, options = {}) => {
      const opened = await viewer.open(options);
      const reply = await opened.page.request.post("/api/v1/sign-in", { data: person });
      assert.equal(reply.status(), 200, await reply.text());
      // tips are another journey's matter
      const quiet = await opened.page.request.put("/api/v1/preferences/hints.seen", { data: { value: ["none"] }, headers: { origin: server.url } });
      assert.ok(quiet.ok(), await quiet.text());
      return opened;
    },
    stop: async () => {
      await viewer.close();
      await server.stop();
    },
  };
}

/** The cell texts of the list's first column, from top to bottom. */
export async function titlesIn(page: Page): Promise<string[]> {
  return page.locator(".k-grid-row .is-title").allInnerTexts();
}

/** Waits until the list shows exactly these titles, in any order unless `isOrdered`. */
export async function expectTitles(page: Page, expected: string[], isOrdered = false): Promise<void> {
  const wanted = isOrdered ? expected : [...expected].sort();
  let seen: string[] = [];
  for (let i = 0; i < 60; i++) {
    seen = await titlesIn(page);
    if (!isOrdered) seen.sort();
    if (JSON.stringify(seen) === JSON.stringify(wanted)) return;
    await page.waitForTimeout(100);
  }
  assert.deepEqual(seen, wanted);
}

/** What is shown at once, or told by another answer, the server has a moment later. */
export async function until(check: () => Promise<boolean>, what: string | (() => string)): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(typeof what === "string" ? what : what());
}

/** Chooses an option of a select by its words. */
export async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  const input = page.getByRole("combobox", { name: label }).last();
  await input.click();
  // long lists show only what is near the chosen value: typing finds the rest
  if (await input.isEditable()) await input.fill(option);
  const dropdown = page.locator(".ant-select-dropdown:visible");
  await dropdown.getByTitle(option, { exact: true }).first().click();
  // a list of several stays open until its input is left; the control takes no leave in the moment of the click itself
  for (let i = 0; i < 20 && (await dropdown.isVisible()) && (await input.count()) > 0; i++) {
    await input.focus();
    await input.blur();
    await page.waitForTimeout(50);
  }
}

export async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? "";
}
