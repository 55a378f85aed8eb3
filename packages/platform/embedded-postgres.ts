import { createServer } from "node:net";
import pg from "pg";
import { findBinaries } from "./embedded-postgres/binaries.ts";
import { explainFailure, prepareCluster, readPassword, type Settings } from "./embedded-postgres/cluster.ts";
import { prepareFolders } from "./embedded-postgres/folders.ts";
import { chooseIdentity, type Identity } from "./embedded-postgres/identity.ts";
import { clearLeftOver } from "./embedded-postgres/running.ts";
import { type SupervisorEvents, supervise } from "./embedded-postgres/supervise.ts";
import { StartError, toStartError } from "./start-error.ts";

export interface EmbeddedOptions {
  dataDir: string;
  /** Further settings of PostgreSQL, such as `fsync: "off"` in tests. */
  settings?: Settings;
  events?: Partial<SupervisorEvents>;
  /** Told what takes time or is worth a line: "first" initdb runs, "left-over" a former process was stopped, "moved" the files lie elsewhere. */
  onStep?: (step: "first" | "left-over" | "moved" | "account", detail: string) => void;
}

export interface EmbeddedPostgres {
  /** Connects to the database `keshu` as its owner. */
  url: string;
  pid(): number | undefined;
  restarts(): number;
  stop(): Promise<void>;
}

/** Starts the PostgreSQL that belongs to a data folder and keeps it running until `stop()`. @throws StartError */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { onStep = () => {} } = options;
  const identity = identityOrExplain();
  try {
    findBinaries();
  } catch {
    throw new StartError("NO_BINARIES", { platform: `${process.platform}-${process.arch}` });
  }
  try {
    const folders = prepareFolders(options.dataDir, identity);
    if (identity.kind === "account") onStep("account", identity.name);
    if (folders.movedFrom) onStep("moved", folders.home);
    if (await clearLeftOver(folders.data)) onStep("left-over", folders.data);
    prepareCluster(folders, identity, options.settings ?? {}, () => onStep("first", folders.data));
    const port = process.platform === "win32" ? await freePort() : undefined;
    const supervised = await supervise(folders, identity, port, {
      onDied: options.events?.onDied ?? (() => {}),
      onBack: options.events?.onBack ?? (() => {}),
      onFailing: options.events?.onFailing ?? (() => {}),
    });
    const host = port ? `127.0.0.1:${port}` : encodeURIComponent(folders.socket);
    const urlOf = (database: string) => `postgres://keshu:${readPassword(folders)}@${host}/${database}`;
    await createDatabase(urlOf("postgres")).catch(async (error) => {
      await supervised.stop();
      throw error;
    });
    return { url: urlOf("keshu"), ...supervised };
  } catch (error) {
    throw toStartError(error, options.dataDir) ?? explainFailure((error as Error).message);
  }
}

function identityOrExplain(): Identity {
  try {
    return chooseIdentity();
  } catch {
    throw new StartError("NO_ACCOUNT");
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'keshu'");
    if (!rowCount) await client.query("CREATE DATABASE keshu ENCODING 'UTF8' TEMPLATE template0");
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
