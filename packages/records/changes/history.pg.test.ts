import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import type { Context, Database } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog, readHistory, updateRecord } from "../index.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;
let customer: ObjectType;

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
});
after(() => close());

test("the history of one field holds its changes only, page by page", async () => {
  const { id } = await createRecord(ctx, customer, { name: "甲", score: 1 });
  for (const score of [2, 3, 4]) {
    await updateRecord(ctx, customer, id, { score });
    await updateRecord(ctx, customer, id, { name: `甲${score}` });
  }
  const first = await readHistory(ctx, customer, id, { field: "score", limit: 2 });
  assert.deepEqual(
    first.data.map((entry) => entry.diff.score?.to),
    [4, 3],
  );
  const rest = await readHistory(ctx, customer, id, { field: "score", limit: 2, before: first.next as string });
  assert.deepEqual(
    rest.data.flatMap((entry) => entry.diff.score?.to ?? []),
    [2],
  );
  assert.equal((await readHistory(ctx, customer, id, { field: "industry" })).data.length, 0);
});

test("a field that is unknown or hidden has no history to ask for", async () => {
  const { id } = await createRecord(ctx, customer, { name: "乙", score: 1 });
  await updateRecord(ctx, customer, id, { score: 2 });
  await assert.rejects(readHistory(ctx, customer, id, { field: "nothing" }), { code: "UNKNOWN_FIELD" });
  const blind = testContext(db, testPrincipal({ restricted: { customer: { score: "hidden" } } }));
  await assert.rejects(readHistory(blind, customer, id, { field: "score" }), { code: "UNKNOWN_FIELD" });
});
