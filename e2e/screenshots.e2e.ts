// Pictures of the demo company for the READMEs: KESHU_IMAGES=docs/images npm test -- e2e/screenshots
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serveChineseFont } from "./fonts.ts";
import { type Journey, startJourney } from "./journey.ts";

const isKept = process.env.KESHU_IMAGES !== undefined;
const folder = process.env.KESHU_IMAGES ?? mkdtempSync(join(tmpdir(), "keshu-images-"));
let journey: Journey;

before(
  async () => {
    journey = await startJourney();
    const { admin } = journey.server;
    await admin.patch("/api/v1/company", { is_set_up: true });
    assert.equal((await admin.post("/api/v1/demo", { scale: isKept ? 1 : 0.05, seed: "keshu" })).status, 202);
    for (let i = 0; i < 600; i++) {
      const { state } = (await admin.get("/api/v1/demo")).body;
      if (state === "made") return;
      assert.notEqual(state, "failed");
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.fail("the demo company was not made in time");
  },
  { timeout: 400_000 },
);
after(async () => {
  await journey.stop();
  if (!isKept) rmSync(folder, { recursive: true, force: true });
});

const first = async (path: string, query: string): Promise<string> => {
  const { data } = (await journey.server.admin.get(`/api/v1/${path}?limit=1&${query}`)).body;
  return `/o/${path}/${data[0].id}`;
};
const open = encodeURIComponent(JSON.stringify({ stage: { nin: ["won", "lost", "void"] } }));

const pictures: { name: string; path: string | (() => Promise<string>); width?: number; height?: number; theme?: "light" | "dark" }[] = [
  { name: "home", path: "/" },
  { name: "home-dark", path: "/", theme: "dark" },
  { name: "home-phone", path: "/", width: 390, height: 844 },
  { name: "list", path: "/o/customers" },
  { name: "list-dark", path: "/o/leads", theme: "dark" },
  { name: "board", path: "/o/opportunities?kind=board" },
  { name: "record", path: () => first("opportunities", `filter=${open}&sort=-amount`) },
  { name: "record-phone", path: () => first("opportunities", `filter=${open}&sort=-amount`), width: 390, height: 844 },
  { name: "calendar", path: "/calendar" },
];

for (const { name, path, width = 1440, height = 900, theme = "light" } of pictures)
  test(`picture: ${name}`, { timeout: 60_000 }, async () => {
    const { page, context, problems } = await journey.signedIn(undefined, { width, height, theme, bypassCSP: true });
    const dress = await serveChineseFont(context);
    await page.goto(typeof path === "string" ? path : await path());
    await page.locator("h1").first().waitFor();
    await page.waitForLoadState("networkidle");
    await dress(page);
    await page.waitForTimeout(400);
    await page.waitForLoadState("networkidle");
    await page.waitForFunction(() => ![...document.querySelectorAll(".k-bone, .k-grid-row.is-bones")].some((bone) => bone.checkVisibility()));
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`) });
    assert.deepEqual(problems, []);
    await context.close();
  });
