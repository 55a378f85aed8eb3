import type { Database } from "@keshu/kernel";
import { writeAudit } from "./audit.ts";

const batch = 10_000;

/**
 * Lets go of sealed events older than so many days; 0 keeps all. The place and hash where the rest begins are written
 * down, so that it still verifies, and that it was done is an event itself. `onStart` is told the place first, to be noted
 * where the database's administrator cannot write.
 * @returns events removed
 */
export async function pruneAuditLog(db: Database, days: number, onStart: (start: { position: number; hash: string }) => void = () => {}): Promise<number> {
  if (days === 0) return 0;
  let removed = 0;
  for (;;) {
    const count = await db.transaction(async (tx) => {
      // times need not follow positions exactly: what is older than a young event stays with it
      const { rows } = await tx.query<{ position: number; hash: string }>(
        `select position, hash from keshu.audit_event
         where position < coalesce((select min(position) from keshu.audit_event where at >= now() - $1::int * interval '1 day'), (select max(position) from keshu.audit_event))
         order by position limit 1 offset $2`,
        [days, batch - 1],
      );
      const last = rows[0] ?? (await lastBefore(tx, days));
      if (!last) return 0;
      onStart({ position: last.position, hash: last.hash });
      await tx.query("insert into keshu.audit_start (position, hash) values ($1, $2)", [last.position, last.hash]);
      await tx.query("delete from keshu.audit_start where position < $1", [last.position]);
      const { rowCount } = await tx.query("delete from keshu.audit_event where position <= $1", [last.position]);
      return rowCount;
    });
    removed += count;
    if (count < batch) break;
  }
  if (removed > 0) await writeAudit(db, { kind: "audit.pruned", actor: null, details: { removed, days } });
  return removed;
}

/** The newest sealed event all of whose elders are past their time; never the last of all, on which the chain goes on. */
async function lastBefore(tx: Database, days: number): Promise<{ position: number; hash: string } | undefined> {
  const { rows } = await tx.query<{ position: number; hash: string }>(
    `select position, hash from keshu.audit_event
     where position < coalesce((select min(position) from keshu.audit_event where at >= now() - $1::int * interval '1 day'), (select max(position) from keshu.audit_event))
     order by position desc limit 1`,
    [days],
  );
  return rows[0];
}
