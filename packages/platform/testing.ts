import { randomBytes } from "node:crypto";
import { type OpenDatabase, openDatabase } from "./database.ts";
import { findTestServer } from "./testing/shared-postgres.ts";

export interface TestDatabase {
  db: OpenDatabase;
  url: string;
  /** Closes the pool and drops the database. */
  close(): Promise<void>;
}

/** A fresh empty database (UTF-8, C.UTF-8, pg_trgm) on the server of TEST_DATABASE_URL or on a shared embedded one. */
export async function testDatabase(options: { max?: number; patience?: number } = {}): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL || (await findTestServer());
  const name = `test_${randomBytes(6).toString("hex")}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'`);
  const url = withDatabase(server, name);
  const db = openDatabase({
    url,
    max: options.max ?? 10,
    applicationName: "keshu-test",
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  });
  await db.query("CREATE EXTENSION IF NOT EXISTS pg_trgm");
  return {
    db,
    url,
    async close() {
      await db.close();
      await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const server = openDatabase({ url, max: 1, patience: 10_000 });
  try {
    await server.query(statement);
  } finally {
    await server.close();
  }
}

/** The same server and user, another database. */
export function withDatabase(url: string, name: string): string {
  const parts = new URL(url);
  parts.pathname = `/${name}`;
  return parts.href;
}
