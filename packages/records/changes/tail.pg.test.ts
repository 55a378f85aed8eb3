import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import { type Context, type Database, newId, type Reach } from "@keshu/kernel";
import { testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog, startChangeTail } from "../index.ts";
import { prepareEngine, testContext, testPrincipal } from "../testing.ts";

let db: Database;
let close: () => Promise<void>;
let ctx: Context;

before(async () => {
  ({ db, close } = await testDatabase());
  await prepareEngine(db);
  ctx = testContext(db);
});
after(() => close());

test("a database that fails in the middle and a listener that throws leave nobody out", async () => {
  let failures = 2;
  const flaky: Database = {
    ...db,
    query: db.query.bind(db),
    prepared: (text, values) => (text.includes("team_member") && failures-- > 0 ? Promise.reject(new Error("away")) : db.prepared(text, values)),
  };
  const errors: unknown[] = [];
  const tail = await startChangeTail({ db: flaky, interval: 20, onError: (error) => errors.push(error) });
  const seen = new Map<string, string[]>([
    ["first", []],
    ["last", []],
  ]);
  const me = newId();
  const own: Reach = { all: false, owners: [me], departments: [], shared: { userId: me, access: "read" } };
  tail.subscribe(
    () => ctx.principal,
    (change) => seen.get("first")?.push(change.id),
  );
  tail.subscribe(
    () => testPrincipal({ userId: me, reach: () => own }),
    () => {
      throw new Error("broken");
    },
  );
  tail.subscribe(
    () => ctx.principal,
    (change) => seen.get("last")?.push(change.id),
  );
  const customer = currentCatalog().byName.get("customer") as ObjectType;
  const record = await createRecord(ctx, customer, { name: "广播" });
  for (let i = 0; i < 400 && !seen.get("last")?.length; i++) await new Promise((resolve) => setTimeout(resolve, 25));
  await tail.stop();
  assert.deepEqual([...seen.values()], [[record.id], [record.id]]);
  assert.equal(errors.length, 2);
});
