import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { type Journey, startJourney } from "../journey.ts";

/** A journey in a company with four deals: three in discovery of ¥300.33 together, and one of ¥5,680,000 in needs. */
export interface Board extends Journey {
  customerId: string;
  /** The id of each deal by its name. */
  deals: Map<string, string>;
  deal: (name: string, values: Record<string, unknown>) => Promise<string>;
  /** As the server has it. */
  stageOf: (name: string) => Promise<string>;
}

export async function startBoard(): Promise<Board> {
  const journey = await startJourney();
  const { admin } = journey.server;
  const deals = new Map<string, string>();
  await admin.patch("/api/v1/company", { name: "云帆科技", is_set_up: true });
  const customerId: string = (await admin.post("/api/v1/customers", { name: "杭州云栖智造科技有限公司" })).body.id;
  const deal = async (name: string, values: Record<string, unknown>): Promise<string> => {
    const made = await admin.post("/api/v1/opportunities", { name, customer_id: customerId, ...values });
    assert.equal(made.status, 201, made.text);
    deals.set(name, made.body.id);
    return made.body.id;
  };
  const stageOf = async (name: string): Promise<string> => (await admin.get(`/api/v1/opportunities/${deals.get(name)}`)).body.stage;
  for (const [name, stage, amount] of [
    ["云栖 ERP 对接", "discovery", "100.10"],
    ["海曙订单同步", "discovery", "200.20"],
    ["华兴售后服务", "discovery", "0.03"],
    ["芯联全员 CRM", "needs", "5680000"],
  ] as const)
    await deal(name, { stage, amount });
  return { ...journey, customerId, deals, deal, stageOf };
}

export const lane = (page: Page, name: string): Locator =>
  page.locator("section.k-lane").filter({ has: page.locator(`h2:has-text("${name}"), .k-lane-upright:has-text("${name}")`) });

export const card = (page: Page, title: string): Locator => page.locator("[data-card]", { hasText: title });

export async function openBoard(page: Page, path = "opportunities"): Promise<void> {
  await page.goto(`/o/${path}?kind=board`);
  await page.locator("[data-card]").first().waitFor({ timeout: 30_000 });
}

/** Until a key would act on this card. */
export const focusOn = (page: Page, title: string) =>
  page.waitForFunction((wanted) => document.activeElement?.closest("[data-card]")?.textContent?.includes(wanted), title);

/** Presses, moves and, unless told otherwise, lets go. */
export async function dragTo(page: Page, from: Locator, to: Locator, isDropped = true): Promise<void> {
  await to.waitFor();
  await from.hover({ position: { x: 50, y: 20 } }); // it stands still, and nothing is over it
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  assert.ok(a && b);
  await page.mouse.move(a.x + 50, a.y + 20);
  await page.mouse.down();
  for (let i = 1; i <= 12; i++) await page.mouse.move(a.x + 50 + ((b.x + 30 - a.x - 50) * i) / 12, a.y + 20 + ((b.y + 120 - a.y - 20) * i) / 12);
  if (isDropped) await page.mouse.up();
}
