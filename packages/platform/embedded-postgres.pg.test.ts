import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { checkServer } from "./database/check-server.ts";
import { openDatabase } from "./database.ts";
import { explainEnd } from "./embedded-postgres/failed-start.ts";
import { isAlive, readPostmasterFile } from "./embedded-postgres/running.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { lockFolder } from "./folder-lock.ts";
import { describeStartError, type StartError } from "./start-error.ts";

const kills = Number(process.env.KESHU_KILLS ?? 3);
const dataDir = mkdtempSync(join(tmpdir(), "keshu-embedded-"));
chmodSync(dataDir, 0o755);
after(() => rmSync(dataDir, { recursive: true, force: true }));
const data = join(dataDir, "postgres", "data");

test("the first start makes a UTF-8 database that finds Chinese, closed to others", async () => {
  const steps: string[] = [];
  const server = await startEmbeddedPostgres({ dataDir, onStep: (step) => steps.push(step) });
  assert.ok(steps.includes("first"));
  await checkServer(server.url);
  assert.equal(statSync(join(dataDir, "postgres")).mode & 0o077, 0);
  assert.equal(statSync(join(dataDir, "postgres", "password")).mode & 0o077, 0);
  const wrong = openDatabase({ url: server.url.replace(/:[0-9a-f]+@/, ":wrong@"), patience: 0 });
  await assert.rejects(wrong.query("SELECT 1"), { code: "DATABASE_UNAVAILABLE" });
  await wrong.close();
  await server.stop();
  assert.equal(readPostmasterFile(data), undefined);
});

test(`killed ${kills} times under load, it comes back by itself and has every acknowledged row`, { timeout: 600_000 }, async () => {
  const backs: number[] = [];
  const server = await startEmbeddedPostgres({ dataDir, events: { onBack: ({ milliseconds }) => backs.push(milliseconds) } });
  const db = openDatabase({ url: server.url, max: 16 });
  await db.query("CREATE TABLE item (id bigint PRIMARY KEY)");
  const acknowledged: number[] = [];
  const errors = new Set<string>();
  let next = 0;
  let isOver = false;
  const writers = Array.from({ length: 16 }, async (_, i) => {
    while (!isOver) {
      const id = ++next;
      try {
        if (i % 2) await db.prepared("INSERT INTO item VALUES ($1)", [id]);
        else await db.transaction((tx) => tx.query("INSERT INTO item VALUES ($1)", [id]));
        acknowledged.push(id);
      } catch (error) {
        errors.add(String((error as { code?: string }).code));
        await sleep(20);
      }
    }
  });
  try {
    for (let kill = 0; kill < kills; kill++) {
      await sleep(300 + Math.random() * 500);
      const before = acknowledged.length;
      process.kill(kill % 3 === 2 ? await backendPid(server.url) : (server.pid() as number), "SIGKILL");
      const until = Date.now() + 30_000;
      while (acknowledged.length < before + 50) {
        assert.ok(Date.now() < until, `no write for 30 s after kill ${kill + 1}`);
        await sleep(20);
      }
    }
    isOver = true;
    await Promise.all(writers);
    await sleep(500); // the last kill may take effect only now
    while (!(await db.isReachable())) await sleep(50);
    const { rows } = await db.query<{ id: number }>("SELECT id FROM item");
    const stored = new Set(rows.map((row) => row.id));
    assert.deepEqual(
      acknowledged.filter((id) => !stored.has(id)),
      [],
    );
    assert.deepEqual(
      [...errors].filter((code) => code !== "DATABASE_UNAVAILABLE"),
      [],
    );
    assert.ok(acknowledged.length > kills * 50);
    if (process.env.KESHU_KILLS) console.log({ acknowledged: acknowledged.length, stored: stored.size, restarts: server.restarts(), backs });
  } finally {
    isOver = true;
    await db.close();
    await server.stop();
  }
});

async function backendPid(url: string): Promise<number> {
  const db = openDatabase({ url, max: 1, patience: 10_000 });
  const { rows } = await db.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() LIMIT 1",
  );
  await db.close();
  return rows[0]?.pid as number;
}

const script = `
  import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, "embedded-postgres.ts"))};
  const server = await startEmbeddedPostgres({ dataDir: process.argv[1] });
  console.log(server.pid());
  process.stdin.resume();
`;

test("a database that a killed server left running is stopped by the next start", async () => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, dataDir], { stdio: ["pipe", "pipe", "inherit"] });
  const pid = Number(await new Promise((resolve) => child.stdout.once("data", (text) => resolve(String(text).trim()))));
  child.kill("SIGKILL");
  await sleep(200);
  assert.ok(isAlive(pid), "PostgreSQL outlives the server that started it");
  const steps: string[] = [];
  const server = await startEmbeddedPostgres({ dataDir, onStep: (step) => steps.push(step) });
  assert.ok(steps.includes("left-over"));
  assert.ok(!isAlive(pid));
  await server.stop();
});

test("a stale postmaster.pid whose number another program has now does not keep it from starting", async () => {
  writeFileSync(join(data, "postmaster.pid"), `${process.pid}\n${data}\n1\n5432\n/nowhere\n*\n1 1\nready   \n`);
  const server = await startEmbeddedPostgres({ dataDir });
  await server.stop();
  assert.ok(isAlive(process.pid));
});

test("a start that fails says why, also when only PostgreSQL's log or nobody knows", async () => {
  const home = mkdtempSync(join(tmpdir(), "keshu-broken-"));
  chmodSync(home, 0o755);
  try {
    await (await startEmbeddedPostgres({ dataDir: home })).stop();
    const [broken = ""] = readdirSync(join(home, "postgres"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("pg_wal"));
    const log = join(home, "postgres", broken);
    for (const name of readdirSync(log)) if (/^[0-9A-F]{24}$/.test(name)) rmSync(join(log, name));
    await assert.rejects(startEmbeddedPostgres({ dataDir: home }), (error: StartError) => {
      assert.equal(error.code, "DATABASE_FAILED");
      assert.match(describeStartError(error, "en"), /checkpoint/);
      return true;
    });
    const silent = 'LOG:  redirecting log output to logging collector process\nHINT:  Future log output will appear in directory "log".';
    assert.equal(explainEnd(silent, home, Date.now(), 0).code, "DISK_FULL");
    assert.doesNotMatch(explainEnd(silent, home, Date.now()).message, /redirecting|Future/);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test("data of another PostgreSQL version is left alone, with a clear line", async () => {
  const file = join(data, "PG_VERSION");
  const own = readFileSync(file, "utf8");
  writeFileSync(file, "14\n");
  await assert.rejects(startEmbeddedPostgres({ dataDir }), { code: "DATA_VERSION", message: /PostgreSQL 14/ });
  writeFileSync(file, own);
});

test("one data folder has one server; the lock of a killed one is taken over", () => {
  const lock = lockFolder(dataDir);
  const tryLock = `import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, "folder-lock.ts"))}; try { lockFolder(process.argv[1]); console.log("got it"); } catch (error) { console.log(error.code, error.params.pid); }`;
  const other = () => execFileSync(process.execPath, ["--input-type=module", "-e", tryLock, dataDir], { encoding: "utf8" }).trim();
  assert.equal(other(), `ALREADY_RUNNING ${process.pid}`);
  lock.release();
  assert.equal(other(), "got it");
  assert.equal(other(), "got it", "the former holder ended without releasing");
});
