import { createError, type Database, type QueryResult } from "@keshu/kernel";
import pg from "pg";
import { isConnectionError, isNotSentError, isStalePlanError, toApplicationError } from "./database/errors.ts";
import { beginTransaction } from "./database/transaction.ts";
import { typeParsers } from "./database/type-parsers.ts";

export interface DatabaseOptions {
  url: string;
  /** Most connections at once, default 20. */
  max?: number;
  applicationName?: string;
  /** Milliseconds a statement may take, default 60,000; 0 for no limit. */
  statementTimeout?: number;
  /** Milliseconds a call waits for a database that is down or restarting before it fails, default 3,000. */
  patience?: number;
  /** Told about lost connections and failed after-commit work; never throws into a request. */
  onError?: (error: unknown) => void;
}

export interface PoolStats {
  total: number;
  idle: number;
  waiting: number;
  max: number;
}

/** A pool of connections as the kernel's `Database`. */
export interface OpenDatabase extends Database {
  url: string;
  pool: pg.Pool;
  stats(): PoolStats;
  /** True when the database answers within the given milliseconds. */
  isReachable(timeout?: number): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens a pool. Nothing connects until the first call. @throws DATABASE_UNAVAILABLE from every call while the database is down */
export function openDatabase(options: DatabaseOptions): OpenDatabase {
  const { url, max = 20, patience = 3_000, statementTimeout = 60_000 } = options;
  const onError = (error: unknown) => {
    if (!pool.ending) options.onError?.(error);
  };
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: options.applicationName ?? "keshu",
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    maxLifetimeSeconds: 3_600, // a long-lived connection collects the plans of statements nobody uses any more
    keepAlive: true,
    onConnect: async (client) => {
      await client.query(sessionSettings(statementTimeout));
    },
  });
  pool.on("error", onError);
  pool.on("connect", (client) => client.on("error", onError)); // also while a client is checked out: an unheard "error" ends the process
  const names = statementNames();

  async function acquire(): Promise<pg.PoolClient> {
    const until = Date.now() + patience;
    for (;;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (!isNotSentError(error) || Date.now() >= until) throw toApplicationError(error);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  async function run<Row>(config: pg.QueryConfig): Promise<QueryResult<Row>> {
    const client = await acquire();
    let broken = false;
    try {
      return toResult<Row>(await client.query(config));
    } catch (error) {
      broken = isConnectionError(error);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  const db: OpenDatabase = {
    url,
    pool,
    async query<Row>(text: string, values: readonly unknown[] = []) {
      try {
        return await run<Row>({ text, values: values as unknown[] });
      } catch (error) {
        throw toApplicationError(error);
      }
    },
    async prepared<Row>(text: string, values: readonly unknown[] = []) {
      try {
        return await run<Row>({ ...named(names.of(text)), text, values: values as unknown[] });
      } catch (error) {
        if (!isStalePlanError(error)) throw toApplicationError(error);
        names.forget(text); // a column's type changed: nothing was executed, a new name makes a new plan
        return db.query<Row>(text, values);
      }
    },
    async unhurried(text) {
      const client = await acquire();
      let limited = false;
      try {
        await client.query("SET statement_timeout = 0"); // a statement of its own: what builds indexes beside writers takes no company
        await client.query(text);
        await client.query(`SET statement_timeout = ${Math.trunc(statementTimeout)}`);
        limited = true;
      } catch (error) {
        throw toApplicationError(error);
      } finally {
        client.release(!limited);
      }
    },
    async transaction(work) {
      const client = await acquire();
      return beginTransaction(client, { nameOf: names.of, forget: names.forget, onError }, work);
    },
    isTransaction: false,
    afterCommit(work) {
      work();
    },
    stats: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount, max }),
    isReachable: (timeout = 1_000) => isReachable(pool, timeout),
    async close() {
      if (!pool.ending) await pool.end();
    },
  };
  return db;
}

function named(name: string | undefined): { name?: string } {
  return name === undefined ? {} : { name };
}

function toResult<Row>(result: pg.QueryResult | pg.QueryResult[]): QueryResult<Row> {
  const last = (Array.isArray(result) ? result.at(-1) : result) as pg.QueryResult;
  return { rows: last.rows as Row[], rowCount: last.rowCount ?? 0 };
}

function sessionSettings(statementTimeout: number): string {
  return `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET bytea_output = 'hex'; SET client_min_messages = 'warning'; SET jit = off;
    SET statement_timeout = ${Math.trunc(statementTimeout)}; SET idle_in_transaction_session_timeout = 120000`;
}

/**
 * One name for each statement text, for the newest 1,000 texts: others have left with their catalog version.
 * A text has none the first time: every connection keeps the plan of a name for as long as it lives, and filters
 * come in more shapes than there is memory.
 */
function statementNames(limit = 1_000) {
  const names = new Map<string, string>();
  let seenOnce = new Set<string>();
  let count = 0;
  return {
    of(text: string): string | undefined {
      const known = names.get(text);
      if (known !== undefined) return known;
      if (!seenOnce.delete(text)) {
        if (seenOnce.size >= limit) seenOnce = new Set();
        seenOnce.add(text);
        return undefined;
      }
      if (names.size >= limit) names.delete(names.keys().next().value as string);
      const name = `k${++count}`;
      names.set(text, name);
      return name;
    },
    forget(text: string): void {
      names.delete(text);
    },
  };
}

async function isReachable(pool: pg.Pool, timeout: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeout);
  });
  const answer = pool.query("SELECT 1").then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs `work` in a transaction, again (up to `attempts` times, with a short random wait) when PostgreSQL ends it
 * because of a deadlock, a serialization failure or a plan made stale by a changed table.
 * `work` must have no effect outside the database. @throws CONFLICT when every attempt failed
 */
export async function transactionWithRetries<T>(db: Database, work: (tx: Database) => Promise<T>, attempts = 4): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (db.isTransaction || !isRetryable(error)) throw error; // inside an outer transaction only the outer one can be repeated
      if (attempt >= attempts) throw createError("CONFLICT", { cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "40001" || code === "40P01" || isStalePlanError(error);
}
