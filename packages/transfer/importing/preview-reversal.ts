import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { changedElsewhere } from "@keshu/records";
import { originOf, ownTransactions } from "./own-writes.ts";
import type { StoredImport } from "./stored-import.ts";

/** Records looked up in the change log at once. */
const slice = 5000;

/** How many records an undo would put into the bin and give their values back; those gone or changed since are not among them. */
export async function previewReversal(ctx: Context, stored: StoredImport, object: ObjectType): Promise<{ deleted: number; restored: number }> {
  const { rows } = await ctx.db.query<{ deleted: number; restored: number; rewritten: string[] }>(
    `with chunk as materialized (select created, updated from keshu.import_chunk where import_id = $1 and not is_reversed),
       created as materialized (select distinct unnest(created) as id from chunk),
       updated as (select distinct (u ->> 'id')::uuid as id, (u ->> 'version')::int as version from chunk, jsonb_array_elements(updated) u),
       made as (select count(*)::int as deleted, coalesce(array_agg(id order by id) filter (where version > 1), '{}') as rewritten
         from created join ${object.table} using (id) where deleted_at is null)
     select deleted, rewritten,
       (select count(*)::int from updated join ${object.table} using (id, version) where deleted_at is null and not exists (select from created where created.id = updated.id)) as restored
     from made`,
    [stored.id],
  );
  const { deleted, restored, rewritten } = rows[0] ?? { deleted: 0, restored: 0, rewritten: [] };
  const own = rewritten.length ? await ownTransactions(ctx.db, stored) : [];
  let touched = 0;
  for (let at = 0; at < rewritten.length; at += slice)
    touched += (await changedElsewhere(ctx.db, object.name, rewritten.slice(at, at + slice), originOf(stored), own)).size;
  return { deleted: deleted - touched, restored };
}
