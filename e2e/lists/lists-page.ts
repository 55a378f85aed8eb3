import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { type Journey, startJourney } from "../journey.ts";

/** A journey in a company with six customers, A to C twice and in two cities, and three deals of the first. */
export interface Lists extends Journey {
  /** Ids of the customers by name. */
  ids: ReadonlyMap<string, string>;
  /** A customer as the server has it, by name. */
  stored: (name: string) => Promise<Record<string, unknown>>;
  /** A cell shows its new value at once; the server has it a moment later. */
  untilStored: (page: Page, name: string, field: string, value: string) => Promise<void>;
  /** What a person chose for a list is shown at once and kept a moment later. */
  untilKept: (page: Page, key: string, isSo: (value: unknown) => boolean) => Promise<void>;
}

export async function startLists(): Promise<Lists> {
  const journey = await startJourney();
  const { admin } = journey.server;
  const ids = new Map<string, string>();
  const rows = ["A", "B", "C", "A", "B", "C"].map((level, i) => ({ name: `列表客户${i + 1}`, level, region: i % 2 ? "杭州" : "宁波" }));
  const { body } = await admin.post("/api/v1/customers/batch", { operation: "create", records: rows });
  rows.forEach((row, i) => {
    ids.set(row.name, body.results[i].id);
  });
  const customer = ids.get("列表客户1");
  const deals = [
    ["甲单", "100.10", "CNY", "discovery"],
    ["乙单", "200.20", "CNY", "proposal"],
    ["丙单", "300", "USD", "proposal"],
  ].map(([name, amount, amount_currency, stage]) => ({ name, amount, amount_currency, stage, customer_id: customer }));
  const made = await admin.post("/api/v1/opportunities/batch", { operation: "create", records: deals });
  assert.equal(made.body.failed, 0, made.text);
  const stored = async (name: string) => (await admin.get(`/api/v1/customers/${ids.get(name)}`)).body;
  const untilStored = async (page: Page, name: string, field: string, value: string) => {
    for (let i = 0; i < 30 && (await stored(name))[field] !== value; i++) await page.waitForTimeout(100);
    assert.equal((await stored(name))[field], value);
  };
  const untilKept = async (page: Page, key: string, isSo: (value: unknown) => boolean) => {
    const kept = async () => (await admin.get("/api/v1/preferences")).body.data[key];
    for (let i = 0; i < 60 && !isSo(await kept()); i++) await page.waitForTimeout(100);
    assert.ok(isSo(await kept()), `${key}: ${JSON.stringify(await kept())}`);
  };
  return { ...journey, ids, stored, untilStored, untilKept };
}

export const cellOf = async (page: Page, title: string, column: string): Promise<Locator> => {
  await page.getByRole("row", { name: new RegExp(title) }).waitFor();
  const heads = await page.getByRole("columnheader").allInnerTexts();
  const index = heads.findIndex((text) => text.includes(column));
  return page
    .getByRole("row", { name: new RegExp(title) })
    .getByRole("gridcell")
    .nth(index);
};
