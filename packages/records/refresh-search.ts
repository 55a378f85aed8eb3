import type { ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";
import { searchVersion } from "@keshu/search";
import { currentCatalog } from "./catalog-store/current.ts";
import { selectList } from "./query/columns.ts";
import type { ApiRecord } from "./types.ts";
import { searchColumns } from "./write/search-columns.ts";

const batch = 500;
const zero = "00000000-0000-0000-0000-000000000000";

/**
 * Makes the search columns of old records anew where the rules by which they are made have changed: a new release, or a
 * field that search has begun or ceased to look in. Goes on where it was interrupted; records stay as they are otherwise.
 * @returns records looked at
 */
export async function refreshSearch(db: Database, options: { signal?: AbortSignal; pause?: number } = {}): Promise<number> {
  const { rows } = await db.query<{ object: string; signature: string; after_id: string | null }>("select object, signature, after_id from keshu.search_state");
  const states = new Map(rows.map((row) => [row.object, row]));
  let count = 0;
  for (const object of currentCatalog().objects) {
    const signature = signatureOf(object);
    const state = states.get(object.name);
    if (state?.signature === signature && state.after_id === null) continue;
    let after: string | null = state?.signature === signature ? state.after_id : zero;
    while (after !== null && !options.signal?.aborted) {
      const done = await refreshBatch(db, object, after);
      after = done.last;
      count += done.count;
      await db.query(
        "insert into keshu.search_state (object, signature, after_id) values ($1, $2, $3) on conflict (object) do update set signature = excluded.signature, after_id = excluded.after_id, at = now()",
        [object.name, signature, after],
      );
      if (after !== null) await new Promise((resolve) => setTimeout(resolve, options.pause ?? 20)); // others write meanwhile
    }
  }
  return count;
}

function signatureOf(object: ObjectType): string {
  return [searchVersion, object.titleField, ...object.searchableFields.map((f) => f.column)].join(" ");
}

/** A record that somebody changes meanwhile is left alone: its columns are made by that change. */
async function refreshBatch(db: Database, object: ObjectType, after: string): Promise<{ count: number; last: string | null }> {
  const fields = object.fieldList.filter((f) => f.name === "id" || f.name === "version" || f.searchable);
  const { rows } = await db.query<ApiRecord>(`select ${selectList(fields)} from ${object.table} t where t.id > $1 order by t.id limit ${batch}`, [after]);
  if (rows.length === 0) return { count: 0, last: null };
  const search = rows.map((row) => searchColumns(object, row));
  await db.query(
    `update ${object.table} t set search_text = v.search_text, title_text = v.title_text, grams = v.grams::int4[]
     from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[]) v(id, version, search_text, title_text, grams)
     where t.id = v.id and t.version = v.version
       and (t.search_text, t.title_text, t.grams) is distinct from (v.search_text, v.title_text, v.grams::int4[])`,
    [rows.map((r) => r.id), rows.map((r) => r.version), search.map((s) => s.search_text), search.map((s) => s.title_text), search.map((s) => s.grams)],
  );
  return { count: rows.length, last: rows.length < batch ? null : (rows.at(-1)?.id ?? null) };
}
