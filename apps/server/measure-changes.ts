import type { Metrics, OpenDatabase } from "@keshu/platform";

/** Gauges of the change log: how far its readers are behind, and transactions that hold everyone up. */
export function measureChanges(metrics: Metrics, db: OpenDatabase): void {
  metrics.addGauge(
    "keshu_change_log_lag_seconds",
    "Age of the oldest change that a reader of the log has not handled",
    async () => (await readChangeLag(db)).seconds,
  );
  metrics.addGauge("keshu_oldest_transaction_seconds", "Age of the oldest running transaction; over 60 it holds up every reader of the log", async () => {
    const { rows } = await db.query<{ age: number | null }>(
      "select extract(epoch from clock_timestamp() - min(xact_start))::float8 as age from pg_stat_activity where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()",
    );
    return Math.max(0, rows[0]?.age ?? 0);
  });
}

/** How far the slowest reader of the change log is behind, and which one it is. */
export async function readChangeLag(db: OpenDatabase): Promise<{ seconds: number; consumer: string | null }> {
  const { rows } = await db.query<{ lag: number | null; name: string }>(
    `select extract(epoch from clock_timestamp() - c.at)::float8 as lag, k.name
     from (select name, transaction, sequence from keshu.consumer order by transaction, sequence limit 1) k
     cross join lateral (select at from keshu.change c where (c.transaction, c.sequence) > (k.transaction, k.sequence) order by c.transaction, c.sequence limit 1) c`,
  );
  return { seconds: Math.max(0, rows[0]?.lag ?? 0), consumer: rows[0]?.name ?? null };
}
