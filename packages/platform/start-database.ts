import type { Config } from "./config.ts";
import { checkServer } from "./database/check-server.ts";
import { type OpenDatabase, openDatabase } from "./database.ts";
import { type EmbeddedOptions, startEmbeddedPostgres } from "./embedded-postgres.ts";
import type { Logger } from "./telemetry/logger.ts";

export interface StartedDatabase {
  db: OpenDatabase;
  kind: "embedded" | "external";
  /** Closes the pool and stops an embedded PostgreSQL. */
  stop(): Promise<void>;
}

/** The database of the settings, checked and ready: DATABASE_URL, or the embedded one under DATA_DIR. @throws StartError */
export async function startDatabase(
  config: Pick<Config, "dataDir" | "databaseUrl" | "databaseConnections">,
  log: Logger,
  onStep?: EmbeddedOptions["onStep"],
): Promise<StartedDatabase> {
  let lastTold = 0;
  const onError = (error: unknown) => {
    if (Date.now() - lastTold < 1_000) return; // every connection of the pool is lost at once
    lastTold = Date.now();
    log.warn({ code: (error as { code?: string }).code, reason: (error as Error).message }, "database connection lost");
  };
  const open = (url: string) => openDatabase({ url, max: config.databaseConnections, applicationName: "keshu", onError });
  if (config.databaseUrl) {
    await checkServer(config.databaseUrl);
    const db = open(config.databaseUrl);
    return { db, kind: "external", stop: () => db.close() };
  }
  const events = {
    onDied: (detail: object) => log.error(detail, "the embedded database died; starting it again"),
    onBack: (detail: object) => log.warn(detail, "the embedded database is back"),
    onFailing: (error: Error) => log.error({ err: error }, "the embedded database does not come back"),
  };
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, events, ...(onStep ? { onStep } : {}) });
  await checkServer(embedded.url).catch(async (error) => {
    await embedded.stop();
    throw error;
  });
  const db = open(embedded.url);
  return {
    db,
    kind: "embedded",
    async stop() {
      await db.close();
      await embedded.stop();
    },
  };
}
