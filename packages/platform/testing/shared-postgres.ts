import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startEmbeddedPostgres } from "../embedded-postgres.ts";
import { lockFolder } from "../folder-lock.ts";
import { StartError } from "../start-error.ts";

const folder = join(tmpdir(), `keshu-test-postgres-${process.getuid?.() ?? 0}`);
const urlFile = join(folder, "url");
const IDLE_SECONDS = 120;

/** URL of the test server that all test processes of this user share; starts it (in a process of its own) when there is none. */
export async function findTestServer(): Promise<string> {
  const until = Date.now() + 60_000;
  let hasSpawned = false;
  for (;;) {
    const url = readUrl();
    if (url && (await answers(url))) return url;
    if (Date.now() > until) throw new Error(`The shared test database did not start; see ${join(folder, "log")}`);
    if (!hasSpawned) {
      hasSpawned = true;
      spawn(process.execPath, [fileURLToPath(import.meta.url)], { detached: true, stdio: "ignore" }).unref();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Throw-away settings: nothing in a test database has to survive a power cut. */
export const testSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: 300,
  shared_buffers: "128MB",
  autovacuum_naptime: "10min",
};

function readUrl(): string | undefined {
  try {
    return readFileSync(urlFile, "utf8").trim();
  } catch {
    return undefined;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Runs until nobody has used the server for two minutes. */
async function serve(): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  try {
    lockFolder(folder, 0);
  } catch (error) {
    if (error instanceof StartError) return; // another one is running or starting
    throw error;
  }
  const server = await startEmbeddedPostgres({ dataDir: folder, settings: testSettings });
  writeFileSync(`${urlFile}.new`, server.url, { mode: 0o600 });
  renameSync(`${urlFile}.new`, urlFile);
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await server.stop();
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  let lastUsed = Date.now();
  setInterval(async () => {
    if (await isUsed(server.url)) lastUsed = Date.now();
    if (Date.now() - lastUsed > IDLE_SECONDS * 1_000) await stop();
  }, 5_000);
}

async function isUsed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query("SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
    if (rows[0].n > 0) return true;
    await dropForgotten(client);
    return false;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Databases of tests that were killed. */
async function dropForgotten(client: pg.Client): Promise<void> {
  const { rows } =
    await client.query(`SELECT datname FROM pg_database d WHERE datname LIKE 'test\\_%' AND (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - interval '10 minutes'
    AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname)`);
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await serve();
