import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@keshu/platform/embedded-postgres";
import { lockFolder } from "@keshu/platform/folder-lock";
import pg from "pg";

/** BENCH_DATA_DIR: another place, so that two runs do not meet. */
export const dataFolder = process.env.BENCH_DATA_DIR ?? fileURLToPath(new URL("./.data", import.meta.url));

export interface BenchServer {
  /** URL of a database on the server, made when it is not there. */
  database(name: string): Promise<{ url: string; isNew: boolean }>;
  drop(name: string): Promise<void>;
  version: string;
  stop(): Promise<void>;
}

/** The PostgreSQL of DATABASE_URL, or an embedded one in bench/.data with the product's own settings. */
export async function startDatabaseServer(keep: boolean): Promise<BenchServer> {
  const given = process.env.DATABASE_URL;
  mkdirSync(dataFolder, { recursive: true });
  const lock = lockFolder(dataFolder);
  const embedded = given
    ? null
    : await startEmbeddedPostgres({ dataDir: dataFolder, onStep: (step, detail) => step === "first" && console.log(`Making a database in ${detail} …`) });
  const admin = new pg.Client({ connectionString: given ?? embedded?.url });
  await admin.connect();
  admin.on("error", () => {}); // the embedded server stops first when the run is interrupted
  const urlOf = (name: string): string => {
    const url = given ?? (embedded?.url as string);
    return url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
  };
  const { rows } = await admin.query<{ version: string }>("select split_part(version(), ' on ', 1) as version");
  return {
    version: rows[0]?.version ?? "PostgreSQL",
    async database(name) {
      const { rowCount } = await admin.query("select 1 from pg_database where datname = $1", [name]);
      if (!rowCount) await admin.query(`create database "${name}" template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`);
      return { url: urlOf(name), isNew: !rowCount };
    },
    async drop(name) {
      await admin.query(`drop database if exists "${name}" with (force)`);
    },
    async stop() {
      await admin.end();
      await embedded?.stop();
      lock.release();
      if (embedded && !keep) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
