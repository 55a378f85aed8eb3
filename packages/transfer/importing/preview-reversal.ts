import type { ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import type { StoredImport } from "./stored-import.ts";

/** How many records an undo would put into the bin and give their values back; those gone or changed since are not among them. */
export async function previewReversal(ctx: Context, stored: StoredImport, object: ObjectType): Promise<{ deleted: number; restored: number }> {
  const { rows } = await ctx.db.query<{ deleted: number; restored: number }>(
    `with chunk as materialized (select created, updated from keshu.import_chunk where import_id = $1 and not is_reversed),
       created as (select distinct unnest(created) as id from chunk),
       updated as (select distinct (u ->> 'id')::uuid as id, (u ->> 'version')::int as version from chunk, jsonb_array_elements(updated) u)
     select (select count(*)::int from created join ${object.table} using (id) where deleted_at is null) as deleted,
       (select count(*)::int from updated join ${object.table} using (id, version) where deleted_at is null and not exists (select from created where created.id = updated.id)) as restored`,
    [stored.id],
  );
  return rows[0] ?? { deleted: 0, restored: 0 };
}
