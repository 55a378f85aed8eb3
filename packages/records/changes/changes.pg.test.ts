import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ObjectType } from "@keshu/catalog";
import { type Context, type Database, newId, within } from "@keshu/kernel";
import { openDatabase } from "@keshu/platform/database";
import { testDatabase } from "@keshu/platform/testing";
import { createRecord, currentCatalog, historyConsumer, pruneChanges, readChanges, runConsumer, startChangeTail, updateRecord, writeBatch } from "../index.ts";
import { prepareEngine, testContext } from "../testing.ts";

let db: Database;
let url: string;
let close: () => Promise<void>;
let ctx: Context;
let customer: ObjectType;

before(async () => {
  const database = await testDatabase();
  ({ db, url, close } = database);
  await prepareEngine(db);
  ctx = testContext(db);
  customer = currentCatalog().byName.get("customer") as ObjectType;
});
after(() => close());

/** A transaction of another connection may still hold the end of the log back for a moment. */
const until = async (isDone: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 200 && !(await isDone()); tries++) await pause(25);
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("change log", () => {
  test("slow and quick transactions on two servers: a reader sees every change once, in order, without gaps", async () => {
    const other = openDatabase({ url, max: 8, applicationName: "second server" });
    const start = (await readChanges(ctx, { after: "now" })).next;
    const written: string[] = [];
    let isWriting = true;
    const seen: string[] = [];
    const reader = (async () => {
      let cursor = start;
      let quietRounds = 0;
      // the end of the log may be held back for a while after the last commit
      for (let patience = 1_000; quietRounds < 3 && patience > 0; ) {
        const page = await readChanges(ctx, { after: cursor, limit: 7 });
        cursor = page.next;
        seen.push(...page.data.map((c) => c.id));
        if (page.data.length === 0) await pause(5);
        quietRounds = isWriting || page.data.length || seen.length < written.length ? 0 : quietRounds + 1;
        if (!isWriting) patience--;
      }
    })();
    const writer = async (on: Database, n: number): Promise<void> => {
      for (let i = 0; i < 12; i++) {
        const delay = Math.random() < 0.4 ? Math.random() * 60 : 0;
        const isAborted = Math.random() < 0.15;
        const ids: string[] = [];
        await on
          .transaction(async (tx) => {
            for (let k = 0; k < 1 + ((n + i) % 3); k++) {
              const id = newId();
              ids.push(id);
              await createRecord(within(ctx, tx), customer, { id, name: `变更 ${n}-${i}-${k}` });
              await pause(delay);
            }
            if (isAborted) throw new Error("rolled back");
          })
          .then(
            () => written.push(...ids),
            () => undefined,
          );
      }
    };
    await Promise.all([0, 1, 2, 3].flatMap((n) => [writer(db, n), writer(other, n + 10)]));
    isWriting = false;
    await reader;
    await other.close();
    assert.equal(seen.length, written.length);
    assert.deepEqual(new Set(seen), new Set(written));
  });

  test("a transaction left open in another database of the server holds nobody back, one in this database does", async () => {
    const elsewhere = await testDatabase();
    const start = (await readChanges(ctx, { after: "now" })).next;
    const seen = async () => (await readChanges(ctx, { after: start, limit: 1_000 })).data.map((c) => c.id);
    const there = await elsewhere.db.transaction(async (tx) => {
      await tx.query("select pg_current_xact_id()");
      const { id } = await createRecord(ctx, customer, { name: "另一个库里有人没提交" });
      await until(async () => (await seen()).includes(id));
      return { id, seen: await seen() };
    });
    assert.ok(there.seen.includes(there.id));
    const here = await db.transaction(async (tx) => {
      await tx.query("select pg_current_xact_id()");
      const { id } = await createRecord(ctx, customer, { name: "本库里有人没提交" });
      await pause(50);
      return { id, seen: await seen() };
    });
    assert.ok(!here.seen.includes(here.id));
    await until(async () => (await seen()).includes(here.id));
    assert.ok((await seen()).includes(here.id));
    await elsewhere.close();
  });

  test("a socket's tail on another server gets a change within a second", async () => {
    const other = openDatabase({ url, max: 4, applicationName: "second server" });
    const tail = await startChangeTail({ db: other });
    const got: { id: string; at: number }[] = [];
    await tail.subscribe(
      () => ctx.principal,
      (change) => got.push({ id: change.id, at: Date.now() }),
    ).ready;
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const record = await createRecord(ctx, customer, { name: `推送${i}` });
      const done = Date.now();
      while (!got.some((g) => g.id === record.id) && Date.now() - done < 3000) await pause(10);
      times.push((got.find((g) => g.id === record.id)?.at ?? Number.POSITIVE_INFINITY) - done);
    }
    await tail.stop();
    await other.close();
    assert.ok(Math.max(...times) < 1000, `${times}`);
  });

  test("history takes every change once, also when two servers copy", async () => {
    await db.query("delete from keshu.history");
    await db.query("update keshu.consumer set transaction = '0', sequence = 0");
    const record = await createRecord(ctx, customer, { name: "历史" });
    await updateRecord(ctx, customer, record.id, { score: 4 });
    const drain = async (): Promise<void> => {
      while (await runConsumer(db, { ...historyConsumer, batchSize: 10 }));
    };
    await Promise.all([drain(), drain(), drain()]);
    const missing = async (): Promise<number> => {
      await drain();
      const { rows } = await db.query<{ n: number }>("select (select count(*) from keshu.change) - (select count(*) from keshu.history) as n");
      return rows[0]?.n ?? -1;
    };
    await until(async () => (await missing()) === 0);
    assert.equal(await missing(), 0);
  });

  test("a cursor older than what is kept is 410, one of another epoch too", async () => {
    const { next } = await readChanges(ctx, { limit: 1 });
    await writeBatch(ctx, customer, { operation: "create", records: [{ name: "旧" }] });
    await db.query("update keshu.change set at = now() - interval '40 days'");
    let pruned = 0;
    await until(async () => {
      await runConsumer(db, historyConsumer);
      pruned += await pruneChanges(db, 30);
      return pruned > 0;
    });
    assert.ok(pruned > 0);
    await assert.rejects(readChanges(ctx, { after: next }), { code: "CURSOR_EXPIRED", status: 410 });
    const now = (await readChanges(ctx, { after: "now" })).next;
    await db.query("update keshu.epoch set epoch = epoch + 1");
    await assert.rejects(readChanges(ctx, { after: now }), { code: "CURSOR_EXPIRED" });
  });
});
