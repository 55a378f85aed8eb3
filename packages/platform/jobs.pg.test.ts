import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { platformMigrations } from "./index.ts";
import { addJob, prepareJobs, type RunningJobs, readJobCounts, releaseJobs, startJobs } from "./jobs.ts";
import { runMigrations } from "./migrations.ts";
import { type RunningNode, startNode } from "./nodes.ts";
import { type TestDatabase, testDatabase } from "./testing.ts";

let t: TestDatabase;
let node: RunningNode;
let jobs: RunningJobs;
const ran: string[] = [];
const silent = { info() {}, warn() {}, error() {} };

before(async () => {
  t = await testDatabase();
  await runMigrations(t.db, [platformMigrations]);
  await prepareJobs(t.db);
  node = await startNode({ db: t.db, onNodeLost: (lost) => releaseJobs(t.db, lost.workerIds) });
  const note = async (payload: unknown) => void ran.push(String((payload as { n: unknown }).n));
  const handlers = [
    { name: "note", run: note },
    {
      name: "flaky",
      queue: "flaky",
      run: async (payload: unknown, { attempt }: { attempt: number }) => {
        if (attempt < 2 && (payload as { n: string }).n === "bad") throw new Error("not yet");
        await note(payload);
      },
    },
  ];
  jobs = await startJobs({ db: t.db, node, log: silent, handlers });
});
after(async () => {
  await jobs.stop();
  await node.stop();
  await t.close();
});

async function until(isTrue: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isTrue())) {
    assert.ok(Date.now() < end, "waited too long");
    await sleep(20);
  }
}

test("a job added in a transaction runs after the commit and never after a rollback", async () => {
  await assert.rejects(
    t.db.transaction(async (tx) => {
      await addJob(tx, "note", { n: "rolled back" });
      throw new Error("no");
    }),
  );
  await t.db.transaction(async (tx) => {
    await addJob(tx, "note", { n: "committed" });
    await sleep(100);
    assert.deepEqual(ran, []);
  });
  await until(() => ran.includes("committed"));
  assert.ok(!ran.includes("rolled back"));
});

test("a key keeps one job", async () => {
  // in one transaction, so that the first cannot have run before the second came
  await t.db.transaction(async (tx) => {
    await addJob(tx, "note", { n: "first" }, { jobKey: "k" });
    await addJob(tx, "note", { n: "second" }, { jobKey: "k" });
  });
  await until(() => ran.includes("second"));
  assert.ok(!ran.includes("first"));
});

test("a failing job is tried again and does not block its queue", async () => {
  await addJob(t.db, "flaky", { n: "bad" });
  await addJob(t.db, "flaky", { n: "good" });
  await until(() => ran.includes("bad") && ran.includes("good"));
  assert.ok(ran.indexOf("good") < ran.indexOf("bad"), ran.join());
});

test("jobs of a server that is gone run again within seconds", async () => {
  const { rows } = await t.db.query<{ id: string }>(
    "INSERT INTO keshu.node (id, host, pid, worker_ids) VALUES (gen_random_uuid(), 'gone', 1, '{pool-gone}') RETURNING id",
  );
  const runAt = new Date(Date.now() + 60_000);
  await addJob(t.db, "note", { n: "orphan" }, { runAt });
  await t.db.query("UPDATE graphile_worker._private_jobs SET locked_by = 'pool-gone', locked_at = now(), run_at = now() WHERE payload->>'n' = 'orphan'");
  const began = Date.now();
  await until(() => ran.includes("orphan"));
  assert.ok(Date.now() - began < 8_000);
  assert.equal((await t.db.query("SELECT FROM keshu.node WHERE id = $1", [rows[0]?.id])).rowCount, 0);
});

test("jobs go on after the database cut every connection", async () => {
  const cut = () => t.db.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
  await cut();
  await addJob(t.db, "note", { n: "after the cut" });
  await until(() => ran.includes("after the cut"));
  await until(async () => (await readJobCounts(t.db)).running === 0);
});
