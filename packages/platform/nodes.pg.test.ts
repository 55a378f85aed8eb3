import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { platformMigrations } from "./index.ts";
import { runMigrations } from "./migrations.ts";
import { type RunningNode, startNode } from "./nodes.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

let t: TestDatabase;
before(async () => {
  t = await testDatabase();
  await runMigrations(t.db, [platformMigrations]);
});
after(() => t.close());

test("a newer catalog on one server reaches the other, which the first waits for", async () => {
  let b: RunningNode | undefined;
  const a = await startNode({ db: t.db });
  b = await startNode({ db: t.db, onNewerCatalog: async (version) => b?.publishCatalogVersion(version) });
  assert.equal(await a.waitForCatalogVersion(5), true, "servers that do not serve yet are not waited for");
  await a.publishCatalogVersion(1);
  await b.publishCatalogVersion(1);
  for (let version = 2; version < 6; version++) {
    const began = Date.now();
    await a.publishCatalogVersion(version);
    assert.equal(await a.waitForCatalogVersion(version), true);
    assert.ok(Date.now() - began < 1_000);
  }
  await b.stop();
  await a.stop();
});

test("a server that starts late loads what it missed; one that hangs is waited for no longer than asked", async () => {
  const a = await startNode({ db: t.db });
  await a.publishCatalogVersion(9);
  const heard: number[] = [];
  const b = await startNode({ db: t.db, onNewerCatalog: async (version) => void heard.push(version) });
  await b.publishCatalogVersion(8);
  assert.deepEqual(heard.slice(0, 1), [9]);
  assert.equal(await a.waitForCatalogVersion(9, 200), false);
  await b.stop();
  assert.equal(await a.waitForCatalogVersion(9, 200), true);
  await a.stop();
});
