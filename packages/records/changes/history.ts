import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type Database } from "@keshu/kernel";
import { readableFields } from "../query/columns.ts";
import { getRecord } from "../query/read.ts";
import type { ChangeKind } from "../types.ts";
import type { Consumer } from "./consumers.ts";
import { parsePosition } from "./row.ts";
import { readableDiff } from "./visibility.ts";

/** After every change there will be. */
const endOfTime = "999999999.18446744073709551615.9007199254740991";

/** Copies the log into record history. What a new record began with stands in the record and in later changes. */
export const historyConsumer: Consumer = {
  name: "history",
  batchSize: 5000,
  wants: () => "c.kind = 'purged'",
  async handle(tx: Database, gone, { after, upTo }) {
    await tx.query(
      `insert into keshu.history (object, record_id, epoch, transaction, sequence, at, kind, actor, origin, diff)
       select c.object, c.record_id, e.epoch, c.transaction, c.sequence, coalesce(c.happened_at, c.at), c.kind, c.actor, c.origin, case c.kind when 'created' then '{}'::jsonb else c.diff end
       from keshu.change c cross join keshu.epoch e
       where (c.transaction, c.sequence) > ($1::text::xid8, $2::bigint) and (c.transaction, c.sequence) <= ($3::text::xid8, $4::bigint)
         and c.kind not in ('access_changed', 'purged')
       on conflict do nothing`,
      [after.transaction, after.sequence, upTo.transaction, upTo.sequence],
    );
    for (const [object, rows] of Map.groupBy(gone, (r) => r.object))
      await tx.query(
        `delete from keshu.history h using unnest($2::uuid[], $3::text[], $4::bigint[]) p(id, transaction, sequence)
         where h.object = $1 and h.record_id = p.id and (h.transaction, h.sequence) < (p.transaction::xid8, p.sequence)`,
        [object, rows.map((r) => r.record_id), rows.map((r) => r.transaction), rows.map((r) => r.sequence)],
      );
  },
};

/**
 * Which of the records were changed under another origin as well, such as by people after an import. What followed by a
 * rule counts unless nobody set it off or it was written in one of the origin's own transactions: `transactions` are known of old, others the log shows.
 */
export async function changedElsewhere(
  db: Database,
  object: string,
  ids: readonly string[],
  origin: string,
  transactions: readonly string[] = [],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await db.query<{ record_id: string }>(
    `with log as materialized (
       select record_id, transaction, actor, origin from keshu.history where record_id = any($1::uuid[]) and object = $2
       union all
       select c.record_id, c.transaction, c.actor, c.origin from keshu.change c where c.record_id = any($1::uuid[]) and c.object = $2
         and c.kind not in ('access_changed', 'purged') and (c.transaction, c.sequence) > (select transaction, sequence from keshu.consumer where name = 'history')
     ), own as (
       select transaction from log where origin = $3
       union select unnest($4::text[])::xid8
       union select r.transaction from (select distinct transaction from log where origin = 'rule') r
         where exists (select from keshu.change c where c.transaction = r.transaction and c.origin = $3)
     )
     select distinct record_id from log where origin <> $3
       and (origin <> 'rule' or (actor is not null and transaction not in (select transaction from own)))`,
    [ids, object, origin, transactions],
  );
  return new Set(rows.map((row) => row.record_id));
}

export interface HistoryEntry {
  cursor: string;
  kind: ChangeKind;
  at: string;
  actor: string | null;
  origin: string;
  diff: Record<string, { from?: unknown; to?: unknown }>;
}

/**
 * What happened to a record, newest first, without fields the caller may not see. Includes what the
 * background copy has not reached yet. With `field` only the changes of that field.
 * @throws NOT_FOUND, INVALID_CURSOR, UNKNOWN_FIELD
 */
export async function readHistory(
  ctx: Context,
  object: ObjectType,
  id: string,
  options: { limit?: number; before?: string; field?: string } = {},
): Promise<{ data: HistoryEntry[]; next: string | null }> {
  await getRecord(ctx, object, id, { fields: ["id"] });
  const limit = Math.min(Math.max(options.limit ?? 50, 1), 200);
  if (options.field !== undefined && !readableFields(object, ctx.principal).some((f) => f.name === options.field))
    throw createError("UNKNOWN_FIELD", {
      params: { field: options.field },
      errors: [{ path: "field", code: "UNKNOWN_FIELD", params: { field: options.field } }],
    });
  const before = parsePosition(options.before ?? endOfTime, "before");
  const { rows } = await ctx.db.query<{
    epoch: number;
    transaction: string;
    sequence: string;
    kind: ChangeKind;
    at: string;
    actor: string | null;
    origin: string;
    diff: HistoryEntry["diff"];
  }>(
    `select * from (
       select epoch, transaction::text, sequence::text, kind, at, actor, origin, diff from keshu.history
         where record_id = $1 and object = $2 and (epoch, transaction, sequence) < ($3::int, $4::text::xid8, $5::bigint)
       union
       select e.epoch, c.transaction::text, c.sequence::text, c.kind, coalesce(c.happened_at, c.at) as at, c.actor, c.origin, case c.kind when 'created' then '{}'::jsonb else c.diff end from keshu.change c cross join keshu.epoch e
         where c.record_id = $1 and c.object = $2 and (e.epoch, c.transaction, c.sequence) < ($3::int, $4::text::xid8, $5::bigint)
           and (c.transaction, c.sequence) > (select transaction, sequence from keshu.consumer where name = 'history')
     ) h where $7::text is null or diff ? $7 order by epoch desc, transaction::xid8 desc, sequence::bigint desc limit $6`,
    [id, object.name, before.epoch, before.transaction, before.sequence, limit + 1, options.field ?? null],
  );
  const page = rows.slice(0, limit);
  const data = page.map(
    (r): HistoryEntry => ({
      cursor: `${r.epoch}.${r.transaction}.${r.sequence}`,
      kind: r.kind,
      at: r.at,
      actor: r.actor,
      origin: r.origin,
      diff: readableDiff(ctx.principal, object, r),
    }),
  );
  const visible = data.filter((entry, i) => Object.keys(entry.diff).length > 0 || Object.keys(page[i]?.diff ?? {}).length === 0);
  return { data: visible, next: rows.length > limit ? (data.at(-1)?.cursor ?? null) : null };
}
