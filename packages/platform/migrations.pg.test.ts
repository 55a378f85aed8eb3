import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runMigrations } from "./migrations.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

const folder = mkdtempSync(join(tmpdir(), "migrations-"));
const sources = ["first", "second"].map((source) => ({ source, directory: join(folder, source) }));
let t: TestDatabase;
before(async () => {
  for (const { directory } of sources) mkdirSync(directory);
  write("first/0001-a.sql", "CREATE TABLE a (n int); INSERT INTO a VALUES (1);");
  write("second/0001-b.sql", "INSERT INTO a VALUES (2);");
  t = await testDatabase();
});
after(async () => {
  await t.close();
  rmSync(folder, { recursive: true });
});
function write(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql);
}
const numbers = async () => (await t.db.query<{ n: number }>("SELECT n FROM a ORDER BY n")).rows.map((r) => r.n);

test("two servers that start together apply each file once, in order", async () => {
  const results = await Promise.all([runMigrations(t.db, sources), runMigrations(t.db, sources)]);
  assert.deepEqual(results.flatMap((r) => r.applied).sort(), ["first/0001-a.sql", "second/0001-b.sql"]);
  assert.deepEqual(await numbers(), [1, 2]);
});

test("a later start applies only what is new and tells of edited files", async () => {
  write("first/0002-c.sql", "INSERT INTO a VALUES (3);");
  write("second/0001-b.sql", "INSERT INTO a VALUES (99);");
  assert.deepEqual(await runMigrations(t.db, sources), { applied: ["first/0002-c.sql"], changed: ["second/0001-b.sql"] });
  assert.deepEqual(await numbers(), [1, 2, 3]);
});

test("a failing file leaves nothing behind and names itself", async () => {
  write("second/0002-d.sql", "INSERT INTO a VALUES (4); SELECT nonsense;");
  await assert.rejects(runMigrations(t.db, sources), { code: "MIGRATION_FAILED", message: /second\/0002-d\.sql.*nonsense/ });
  assert.deepEqual(await numbers(), [1, 2, 3]);
});
