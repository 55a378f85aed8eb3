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
  const first = tail.subscribe(
    () => ctx.principal,
    (change) => seen.get("first")?.push(change.id),
  );
  const broken = tail.subscribe(
    () => testPrincipal({ userId: me, reach: () => own }),
    () => {
      throw new Error("broken");
    },
  );
  const last = tail.subscribe(
    () => ctx.principal,
    (change) => seen.get("last")?.push(change.id),
  );
  for (const subscription of [first, broken, last]) await subscription.ready;
  const customer = currentCatalog().byName.get("customer") as ObjectType;
  const record = await createRecord(ctx, customer, { name: "广播" });
  await until(() => Boolean(seen.get("last")?.length));
  await tail.stop();
  assert.deepEqual([...seen.values()], [[record.id], [record.id]]);
  assert.equal(errors.length, 2);
});

test("tells a listener what was written since it came, and nothing from before", async () => {
  const customer = currentCatalog().byName.get("customer") as ObjectType;
  const tail = await startChangeTail({ db, interval: 60_000 });
  await createRecord(ctx, customer, { name: "之前" });
  const seen: string[] = [];
  await tail.subscribe(
    () => ctx.principal,
    (change) => seen.push(change.id),
  ).ready;
  const record = await createRecord(ctx, customer, { name: "之后" });
  tail.wake();
  await until(() => seen.includes(record.id));
  await tail.stop();
  assert.deepEqual(seen, [record.id]);
});

test("misses nothing for a listener who comes while the log is being read", async () => {
  const customer = currentCatalog().byName.get("customer") as ObjectType;
  let letRead = () => {};
  const held = new Promise<void>((resolve) => {
    letRead = resolve;
  });
  let isAsked = false;
  const slow: Database = {
    ...db,
    query: db.query.bind(db),
    prepared: async (text, values) => {
      if (text.includes("from keshu.change") && !isAsked) {
        isAsked = true;
        await held; // as when every connection is taken
      }
      return db.prepared(text, values);
    },
  };
  const tail = await startChangeTail({ db: slow, interval: 20 });
  await until(() => isAsked);
  const seen: string[] = [];
  await tail.subscribe(
    () => ctx.principal,
    (change) => seen.push(change.id),
  ).ready;
  const record = await createRecord(ctx, customer, { name: "赶上" });
  letRead();
  await until(() => seen.includes(record.id));
  await tail.stop();
  assert.deepEqual(seen, [record.id]);
});

async function until(isTrue: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !isTrue(); i++) await new Promise((resolve) => setTimeout(resolve, 25));
}
