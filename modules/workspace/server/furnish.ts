import { type Context, type Database, newId } from "@keshu/kernel";
import type { ViewQuery, ViewRow } from "./views/view-shape.ts";
import { changedQuery, readableObject } from "./views/view-store.ts";

export interface GivenView extends ViewQuery {
  object: string;
  name: string;
  ownerId: string;
  kind?: ViewRow["kind"];
  sharing?: ViewRow["sharing"];
}

/** Makes a view in somebody's name, such as those a made-up company begins with. @returns its id @throws as `POST /views` */
export async function makeView(ctx: Context, { object, name, ownerId, kind = "table", sharing = "private", ...given }: GivenView): Promise<string> {
  const query = changedQuery(ctx, readableObject(ctx, object), {}, given);
  const id = newId();
  await ctx.db.query(
    `insert into keshu.view (id, object, owner_id, name, kind, sharing, position, query)
     values ($1, $2, $3, $4, $5, $6, coalesce((select floor(max(position)) + 1 from keshu.view where owner_id = $3 and object = $2), 0), $7)`,
    [id, object, ownerId, name, kind, sharing, query],
  );
  return id;
}

/** Puts records at the head of what somebody opened lately, the first one first. */
export async function noteRecents(db: Database, userId: string, records: readonly { object: string; id: string }[]): Promise<void> {
  await db.query(
    `insert into keshu.recent (user_id, object, record_id, at)
     select $1, object, id, clock_timestamp() - n * interval '17 minutes' from unnest($2::text[], $3::uuid[]) with ordinality v(object, id, n) on conflict do nothing`,
    [userId, records.map((r) => r.object), records.map((r) => r.id)],
  );
}

/** Forgets views by their ids, all that these people kept for themselves, and what anyone was told or opened of these records. */
export async function clearAway(db: Database, { viewIds, userIds, recordIds }: Record<"viewIds" | "userIds" | "recordIds", readonly string[]>): Promise<void> {
  await db.query("delete from keshu.view where id = any($1::uuid[]) or (owner_id = any($2::uuid[]) and sharing = 'private')", [viewIds, userIds]);
  for (const table of ["preference", "recent", "notification"]) await db.query(`delete from keshu.${table} where user_id = any($1::uuid[])`, [userIds]);
  for (const table of ["recent", "notification"]) await db.query(`delete from keshu.${table} where record_id = any($1::uuid[])`, [recordIds]);
}
