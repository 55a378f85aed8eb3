import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type Journey, startJourney, until } from "../journey.ts";

/** The week the journeys look at. */
export const monday = "2026-11-23";

export interface StoredEvent {
  id: string;
  name: string;
  start_at: string;
  end_at: string;
  is_all_day: boolean;
  start_on: string | null;
  end_on: string | null;
}

export interface Calendar extends Journey {
  api: Journey["server"]["admin"];
  /** The events of this name, once the server has them so. */
  events: (name: string, areRight: (events: StoredEvent[]) => boolean) => Promise<StoredEvent[]>;
}

export async function startCalendar(): Promise<Calendar> {
  const journey = await startJourney();
  const api = journey.server.admin;
  await api.patch("/api/v1/company", { name: "云帆科技", is_set_up: true });
  const events: Calendar["events"] = async (name, areRight) => {
    let found: StoredEvent[] = [];
    const isRight = async () => {
      found = (await api.get(`/api/v1/events?filter=${encodeURIComponent(JSON.stringify({ name }))}`)).body.data;
      return areRight(found);
    };
    await until(isRight, () => `“${name}” stands as ${JSON.stringify(found)}`);
    return found;
  };
  return { ...journey, api, events };
}

export async function openCalendar(page: Page, mode: string, day = monday): Promise<void> {
  await page.goto(`/calendar?mode=${mode}&day=${day}`);
  await page.locator(".k-calendar-main").waitFor();
  await page.waitForLoadState("networkidle");
}

/** Where the hours of a column stand on the screen. */
export async function pointAt(page: Page, column: number, hour: number): Promise<{ x: number; y: number }> {
  const box = await page.locator(`[data-column="${column}"]`).boundingBox();
  assert.ok(box);
  return { x: box.x + box.width / 2, y: box.y + (box.height / 24) * hour };
}

/** The pixels of one hour. */
export const hourOf = async (page: Page): Promise<number> => (await pointAt(page, 0, 1)).y - (await pointAt(page, 0, 0)).y;

/** Until what is typed belongs to the small form's name. */
export const nameHasFocus = (page: Page) => page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "日程名称");

export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}
