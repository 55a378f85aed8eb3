import type { Database } from "@keshu/kernel";

/**
 * Ids among `ids` from which the way up through `column` comes back to them. Asked after storing, under the
 * identity lock, so that two people cannot close a loop from both sides.
 */
export async function findCycles(db: Database, table: string, column: "parent_id" | "manager_id", ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive way as (
       select t.id as start, t.${column} as at from ${table} t where t.id = any($1::uuid[])
       union select way.start, t.${column} from way join ${table} t on t.id = way.at)
     select distinct start as id from way where at = start`,
    [ids],
  );
  return rows.map((row) => row.id);
}
