import type { Database } from "@keshu/kernel";
import { type ChangeRow, endOfNext, type Position, readSpan, type Span } from "./row.ts";

/** A server-side reader of the log with a place of its own, kept with what it writes. */
export interface Consumer {
  name: string;
  /** SQL on alias `c`: the rows it looks at. The rest of the span passes by unread. */
  wants: () => string;
  /** Handles the wanted rows of a span in `tx`, in which the consumer's place moves on too: each row takes effect exactly once. */
  handle: (tx: Database, rows: readonly ChangeRow[], span: Span) => Promise<void>;
  batchSize?: number;
}

/** Handles what is there; false when another server is at it or nothing was left. */
export async function runConsumer(db: Database, consumer: Consumer): Promise<boolean> {
  if (!(await hasNews(db, consumer.name))) return false;
  return db.transaction(async (tx) => {
    const place = await tx.query<Position>("select transaction::text, sequence from keshu.consumer where name = $1 for update skip locked", [consumer.name]);
    const after = place.rows[0];
    const size = consumer.batchSize ?? 2000;
    const upTo = after && (await endOfNext(tx, after, size));
    if (!upTo) return false;
    const span = { after, upTo };
    await consumer.handle(tx, await readSpan(tx, span, consumer.wants()), span);
    await tx.query("update keshu.consumer set transaction = $2::text::xid8, sequence = $3, moved_at = now() where name = $1", [
      consumer.name,
      upTo.transaction,
      upTo.sequence,
    ]);
    return upTo.count === size;
  });
}

/** Asked before a transaction is begun, so that an idle server writes nothing. */
async function hasNews(db: Database, name: string): Promise<boolean> {
  const { rows } = await db.prepared<{ known: boolean; news: boolean }>(
    `select k.name is not null as known, exists (select 1 from keshu.change c where (c.transaction, c.sequence) > (k.transaction, k.sequence) and c.transaction < (select keshu.settled_before())) as news
     from (select $1::text as wanted) w left join keshu.consumer k on k.name = w.wanted`,
    [name],
  );
  if (rows[0]?.known) return rows[0].news;
  await db.query("insert into keshu.consumer (name) values ($1) on conflict do nothing", [name]);
  return true;
}

/** Runs consumers in the background until stopped; a failing one is tried again later and does not hold back the others. */
export function startConsumers(options: {
  db: Database;
  consumers: readonly Consumer[];
  interval?: number;
  onError?: (name: string, error: unknown) => void;
}): { wake: () => void; stop: () => Promise<void> } {
  const { db, consumers, interval = 300 } = options;
  let isStopped = false;
  const wakers = new Set<() => void>();
  const loops = consumers.map(async (consumer) => {
    while (!isStopped) {
      let hasMore = false;
      let pause = interval;
      try {
        hasMore = await runConsumer(db, consumer);
      } catch (error) {
        options.onError?.(consumer.name, error);
        pause = 2000;
      }
      if (!hasMore && !isStopped)
        await new Promise<void>((resolve) => {
          const done = (): void => {
            clearTimeout(timer);
            wakers.delete(done);
            resolve();
          };
          const timer = setTimeout(done, pause);
          wakers.add(done);
        });
    }
  });
  const wake = (): void => {
    for (const done of [...wakers]) done();
  };
  return {
    wake,
    async stop() {
      isStopped = true;
      wake();
      await Promise.all(loops);
    },
  };
}

/**
 * Forgets changes older than `days`, but never those a consumer has not read. Readers with older cursors get 410.
 * @returns rows forgotten
 */
export async function pruneChanges(db: Database, days: number): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<{ transaction: string; sequence: number }>(
      `select c.transaction::text, c.sequence from keshu.change c
       where c.at < now() - make_interval(days => $1) and not exists (select 1 from keshu.consumer k where (k.transaction, k.sequence) < (c.transaction, c.sequence))
       order by c.transaction desc, c.sequence desc limit 1`,
      [days],
    );
    const last = rows[0];
    if (!last) return 0;
    const removed = await tx.query("delete from keshu.change where (transaction, sequence) <= ($1::text::xid8, $2::bigint)", [last.transaction, last.sequence]);
    await tx.query("update keshu.epoch set retained_transaction = $1::text::xid8, retained_sequence = $2", [last.transaction, last.sequence]);
    return removed.rowCount;
  });
}
