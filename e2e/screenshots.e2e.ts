// Pictures of the demo company for the READMEs: KESHU_IMAGES=docs/images npm test -- e2e/screenshots
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
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
/** Nobody is greeted at night: before the working day the pictures show its morning. */
const shown = (): Date => {
  const now = Date.now() + 8 * 3_600_000;
  const morning = Math.floor(now / 86_400_000) * 86_400_000 + (9 * 60 + 41) * 60_000;
  return new Date(Math.max(now, morning) - 8 * 3_600_000);
};
const open = encodeURIComponent(JSON.stringify({ stage: { nin: ["won", "lost", "void"] } }));

/** What people keep in a sheet: old numbers, telephones and dates in every way they are written. */
const sheet = `客户编号,公司名称,联系人,手机号,行业,级别,地址,最后跟进
K-1001,宁波恒发纸业集团有限公司,王芳,138-0013-8000,制造业,A,浙江省宁波市鄞州区中山东路 18 号,2026年5月13日
K-1002,中生（日照）股份有限公司,李强,+86 139 0633 2211,制造业,B,日照市东港区海曲路 5 号,2026/5/1
K-1003,成都密语网络科技有限公司,赵敏,0086-15900001111,信息技术,C,成都市高新区天府大道 100 号,20260420
K-1004,苏州安泰仪器有限公司,周洁,１３７００１３７０００,制造业,A,江苏省苏州市工业园区星湖街 3 号,2026-04-18
K-1005,厦门鹭岛餐饮管理有限公司,陈晨,12345,餐饮住宿,B,福建省厦门市思明区湖滨南路 66 号,2026.4.2
`;

async function chooseSheet(page: Page): Promise<void> {
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "客户名单.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await page.getByRole("heading", { name: "预览" }).waitFor();
}

interface Picture {
  name: string;
  path: string | (() => Promise<string>);
  width?: number;
  height?: number;
  theme?: "light" | "dark";
  prepare?: (page: Page) => Promise<void>;
}

const pictures: Picture[] = [
  { name: "home", path: "/" },
  { name: "home-dark", path: "/", theme: "dark" },
  { name: "home-phone", path: "/", width: 390, height: 844 },
  { name: "list", path: "/o/customers" },
  { name: "list-dark", path: "/o/leads", theme: "dark" },
  { name: "board", path: "/o/opportunities?kind=board" },
  { name: "record", path: () => first("opportunities", `filter=${open}&sort=-amount`) },
  { name: "record-phone", path: () => first("opportunities", `filter=${open}&sort=-amount`), width: 390, height: 844 },
  { name: "calendar", path: "/calendar" },
  { name: "import", path: "/imports/new?object=customer", prepare: chooseSheet },
  { name: "objects", path: "/settings/objects/customer" },
];

for (const { name, path, width = 1440, height = 900, theme = "light", prepare } of pictures)
  test(`picture: ${name}`, { timeout: 60_000 }, async () => {
    const { page, context, problems } = await journey.signedIn(undefined, { width, height, theme, bypassCSP: true });
    const dress = await serveChineseFont(context);
    await page.clock.setFixedTime(shown());
    await page.goto(typeof path === "string" ? path : await path());
    await page.locator("h1").first().waitFor();
    await page.waitForLoadState("networkidle");
    await prepare?.(page);
    await dress(page);
    await page.waitForTimeout(400);
    await page.waitForLoadState("networkidle");
    await page.waitForFunction(() => ![...document.querySelectorAll(".k-bone, .k-grid-row.is-bones")].some((bone) => bone.checkVisibility()));
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`) });
    assert.deepEqual(problems, []);
    await context.close();
  });
