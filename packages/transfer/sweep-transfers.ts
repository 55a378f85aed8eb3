import type { Database } from "@keshu/kernel";

/** Days for which refused rows can be fetched and an import can be undone. */
export const journalDays = 90;

/** Forgets what imports and exports no longer need: they hold people's data. */
export async function sweepTransfers(db: Database): Promise<void> {
  await db.query(
    "delete from keshu.import_chunk c using keshu.import i where i.id = c.import_id and i.state <> 'running' and i.finished_at < now() - make_interval(days => $1)",
    [journalDays],
  );
  await db.query("delete from keshu.export where state <> 'running' and created_at < now() - make_interval(days => $1)", [journalDays]);
}
