import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ApplicationError } from "@keshu/kernel";
import { openDatabase, transactionWithRetries } from "./database.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

let t: TestDatabase;
before(async () => {
  t = await testDatabase();
  await t.db.query("CREATE TABLE item (id int PRIMARY KEY, name text)");
});
after(() => t.close());

const hasCode = (code: string) => (error: unknown) => error instanceof ApplicationError && error.code === code;
const idsFrom = async (from: number) =>
  (await t.db.query<{ id: number }>("SELECT id FROM item WHERE id >= $1 AND id < $1 + 10 ORDER BY id", [from])).rows.map((r) => r.id);

test("values come back as the contract writes them", async () => {
  const { rows } =
    await t.db.query(`SELECT '2026-11-22 06:34:00.120001+08'::timestamptz AS ts, timestamptz 'infinity' AS forever, '2026-02-03'::date AS d, 1.50::numeric AS n, 7::int8 AS i,
    '{"a":[1]}'::jsonb AS j, ARRAY['a,b','"c"',NULL] AS texts, ARRAY[]::uuid[] AS none, '{018f0000-0000-7000-8000-000000000001,NULL}'::uuid[] AS ids, '{1,2}'::int4[] AS ints, '{1.50,NaN}'::numeric[] AS ns`);
  assert.deepEqual(rows[0], {
    ts: "2026-11-21T22:34:00.120001Z",
    forever: "infinity",
    d: "2026-02-03",
    n: "1.50",
    i: 7,
    j: { a: [1] },
    texts: ["a,b", '"c"', null],
    none: [],
    ids: ["018f0000-0000-7000-8000-000000000001", null],
    ints: [1, 2],
    ns: ["1.50", "NaN"],
  });
});

test("a transaction commits, a failing one leaves nothing, afterCommit waits for the commit", async () => {
  const seen: string[] = [];
  await t.db.transaction(async (tx) => {
    await tx.query("INSERT INTO item VALUES (10, 'a')");
    tx.afterCommit(() => seen.push("outer"));
    await tx.transaction(async (inner) => {
      await inner.prepared("INSERT INTO item VALUES ($1, 'b')", [11]);
      inner.afterCommit(() => seen.push("inner"));
    });
    await assert.rejects(
      tx.transaction(async (inner) => {
        await inner.query("INSERT INTO item VALUES (12, 'c')");
        inner.afterCommit(() => seen.push("never"));
        await inner.query("INSERT INTO item VALUES (10, 'again')");
      }),
      { code: "23505" },
    );
    assert.deepEqual(seen, []);
  });
  assert.deepEqual(seen.sort(), ["inner", "outer"]);
  await assert.rejects(
    t.db.transaction(async (tx) => {
      await tx.query("INSERT INTO item VALUES (13, 'd')");
      throw new Error("no");
    }),
    /no/,
  );
  assert.deepEqual(await idsFrom(10), [10, 11]);
});

test("savepoints begun side by side do not mix", async () => {
  await t.db.transaction(async (tx) => {
    const results = await Promise.allSettled(
      [20, 21, 22].map((id) =>
        tx.transaction(async (inner) => {
          await inner.query("INSERT INTO item VALUES ($1, 'x')", [id]);
          if (id === 21) throw new Error("undo");
        }),
      ),
    );
    assert.deepEqual(
      results.map((r) => r.status),
      ["fulfilled", "rejected", "fulfilled"],
    );
  });
  assert.deepEqual(await idsFrom(20), [20, 22]);
});

test("a swallowed failure does not look like a commit", async () => {
  await assert.rejects(
    t.db.transaction(async (tx) => {
      await tx.query("INSERT INTO item VALUES (30, 'x')");
      await tx.query("SELECT 1/0").catch(() => {});
    }),
    hasCode("CONFLICT"),
  );
  assert.deepEqual(await idsFrom(30), []);
});

test("a transaction that ended refuses statements", async () => {
  let leaked: { query(text: string): Promise<unknown> } | undefined;
  await t.db.transaction(async (tx) => {
    leaked = tx;
  });
  await assert.rejects(leaked?.query("SELECT 1") ?? Promise.resolve(), /has ended/);
});

test("a prepared statement survives a change of its table", async () => {
  await t.db.query("CREATE TABLE shape (a int); INSERT INTO shape VALUES (1)");
  const read = () => t.db.prepared("SELECT * FROM shape");
  for (let i = 0; i < 8; i++) await read();
  await t.db.query("ALTER TABLE shape ADD COLUMN b int DEFAULT 2");
  assert.deepEqual((await read()).rows, [{ a: 1, b: 2 }]);
});

test("SQL errors keep the connection; a killed one is replaced", async () => {
  const one = openDatabase({ url: t.url, max: 1 });
  const pid = async () => (await one.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid;
  const first = await pid();
  await assert.rejects(one.query("SELECT 1/0"), { code: "22012" });
  assert.equal(await pid(), first);
  const running = one.query("SELECT pg_sleep(5)");
  setTimeout(() => t.db.query("SELECT pg_terminate_backend($1)", [first]), 100);
  await assert.rejects(running, hasCode("DATABASE_UNAVAILABLE"));
  assert.notEqual(await pid(), first);
  const second = await pid();
  await t.db.query("SELECT pg_terminate_backend($1)", [second]); // while idle
  const isThere = async () => (await t.db.query("SELECT FROM pg_stat_activity WHERE pid = $1", [second])).rowCount !== 0;
  for (let tries = 0; tries < 200 && (await isThere()); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(await pid());
  await one.close();
});

test("an unhurried statement is not cut off, the next one is again", async () => {
  const one = openDatabase({ url: t.url, max: 1, statementTimeout: 100 });
  await assert.rejects(one.query("SELECT pg_sleep(0.4)"));
  await one.unhurried("SELECT pg_sleep(0.4)");
  await one.unhurried("CREATE INDEX CONCURRENTLY item_name ON item (name)");
  await assert.rejects(one.unhurried("SELECT nothing"));
  await one.transaction((tx) => tx.unhurried("SELECT pg_sleep(0.4)"));
  await assert.rejects(one.query("SELECT pg_sleep(0.4)"));
  await one.close();
});

test("a database that cannot be reached is one clear error, and soon", async () => {
  const nowhere = openDatabase({ url: "postgres://a:b@127.0.0.1:1/x", patience: 200 });
  await assert.rejects(nowhere.query("SELECT 1"), hasCode("DATABASE_UNAVAILABLE"));
  assert.equal(await nowhere.isReachable(500), false);
  await nowhere.close();
});

test("deadlocks are tried again", async () => {
  await t.db.query("INSERT INTO item VALUES (40, '0'), (41, '0'); SET deadlock_timeout = '50ms'");
  const add = (a: number, b: number) =>
    transactionWithRetries(t.db, async (tx) => {
      await tx.query("SET LOCAL deadlock_timeout = '50ms'");
      for (const id of [a, b]) {
        await tx.query("UPDATE item SET name = (name::int + 1)::text WHERE id = $1", [id]);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
  await Promise.all([add(40, 41), add(41, 40)]);
  const { rows } = await t.db.query("SELECT name FROM item WHERE id IN (40, 41)");
  assert.deepEqual(rows, [{ name: "2" }, { name: "2" }]);
});

test("connections keep plans only of statements that come again", async () => {
  const { db, close } = await testDatabase({ max: 1 });
  const kept = async () => (await db.query<{ n: number }>("select count(*)::int as n from pg_prepared_statements")).rows[0]?.n;
  for (let i = 0; i < 300; i++) await db.prepared(`select ${i} as once`);
  assert.equal(await kept(), 0);
  for (let i = 0; i < 5; i++) await db.prepared("select 1 as often");
  await db.transaction(async (tx) => {
    for (let i = 0; i < 3; i++) await tx.prepared("select 2 as often");
  });
  assert.equal(await kept(), 2);
  await close();
});
