import { createError, type Database, type QueryResult } from "@keshu/kernel";
import type pg from "pg";
import { isConnectionError, isStalePlanError, toApplicationError } from "./errors.ts";

interface TransactionOptions {
  /** undefined: not worth a prepared statement yet. */
  nameOf: (text: string) => string | undefined;
  forget: (text: string) => void;
  onError: (error: unknown) => void;
}

/** BEGIN … COMMIT on a checked-out client, which is given back to the pool whatever happens. */
export async function beginTransaction<T>(client: pg.PoolClient, options: TransactionOptions, work: (tx: Database) => Promise<T>): Promise<T> {
  const scope = openScope(client, options, 0);
  let broken = false;
  try {
    await client.query("BEGIN");
    const result = await work(scope.tx);
    scope.finish();
    const { command } = await client.query("COMMIT");
    if (command !== "COMMIT")
      throw createError("CONFLICT", { cause: new Error("COMMIT of a transaction in which a statement had failed: everything was rolled back") });
    client.release();
    runAll(scope.callbacks, options.onError);
    return result;
  } catch (error) {
    scope.finish();
    broken = isConnectionError(error) || isConnectionError((error as { cause?: unknown } | null)?.cause);
    if (!broken)
      broken = !(await client.query("ROLLBACK").then(
        () => true,
        () => false,
      ));
    client.release(broken);
    throw toApplicationError(error);
  }
}

interface Scope {
  tx: Database;
  callbacks: (() => void)[];
  finish(): void;
}

function openScope(client: pg.PoolClient, options: TransactionOptions, depth: number): Scope {
  const callbacks: (() => void)[] = [];
  let isOpen = true;
  let lastInner: Promise<unknown> = Promise.resolve();

  async function run<Row>(config: pg.QueryConfig): Promise<QueryResult<Row>> {
    if (!isOpen) throw new Error("This transaction has ended: a statement in it was not awaited");
    try {
      const { rows, rowCount } = await client.query(config);
      return { rows, rowCount: rowCount ?? 0 };
    } catch (error) {
      if (config.name && isStalePlanError(error)) options.forget(config.text);
      throw toApplicationError(error);
    }
  }

  async function runInner<T>(work: (tx: Database) => Promise<T>): Promise<T> {
    const name = `s${depth + 1}`;
    const inner = openScope(client, options, depth + 1);
    await run({ text: `SAVEPOINT ${name}` });
    try {
      const result = await work(inner.tx);
      inner.finish();
      await run({ text: `RELEASE SAVEPOINT ${name}` });
      callbacks.push(...inner.callbacks);
      return result;
    } catch (error) {
      inner.finish();
      await run({ text: `ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}` }).catch(options.onError);
      throw error;
    }
  }

  const tx: Database = {
    query: (text, values = []) => run({ text, values: values as unknown[] }),
    prepared(text, values = []) {
      const name = options.nameOf(text);
      return run(name === undefined ? { text, values: values as unknown[] } : { name, text, values: values as unknown[] });
    },
    async unhurried(text) {
      await run({ text: "SET LOCAL statement_timeout = 0" });
      await run({ text });
    },
    transaction(work) {
      const next = lastInner.then(() => runInner(work)); // savepoints nest: two begun side by side run one after the other
      lastInner = next.catch(() => {});
      return next;
    },
    isTransaction: true,
    afterCommit(work) {
      callbacks.push(work);
    },
  };
  return {
    tx,
    callbacks,
    finish() {
      isOpen = false;
    },
  };
}

function runAll(callbacks: (() => void)[], onError: (error: unknown) => void): void {
  for (const callback of callbacks) {
    try {
      callback();
    } catch (error) {
      onError(error); // the transaction stands, whatever happens after it
    }
  }
}
