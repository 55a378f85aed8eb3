import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, within } from "@keshu/kernel";
import { currentCatalog } from "../catalog-store/current.ts";
import { actorOf } from "./create.ts";
import { rulesOf } from "./rule-registry.ts";

/**
 * Takes records away for good, living or from the recycle bin, with their parts, shares and history; rules of deletion
 * are not asked. Readers of the change log hear of the living ones as deleted; the server's own readers hear of all as
 * purged, and let go of what they keep. For the server's own work only.
 * @returns how many there were, parts not counted
 * @throws FORBIDDEN for anyone but the system
 */
export async function purgeRecords(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<number> {
  if (ctx.principal.kind !== "system") throw createError("FORBIDDEN");
  return ctx.db.transaction((tx) => purge(within(ctx, tx), object, ids));
}

/** The same for who has asked the rights already. */
export async function purge(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  for (const part of currentCatalog().objects.filter((o) => o.wholeOf === object.name)) await purge(ctx, part, await partsOf(ctx, part, ids));
  const { rows } = await ctx.db.query<{ id: string }>(
    `with t as (delete from ${object.table} where id = any($1::uuid[]) returning id, owner_id, department_id, deleted_at),
c as (insert into keshu.change (object, record_id, kind, actor, origin, owner_before, department_before, owner_after, department_after)
  select $2, id, kind, $3::uuid, $4, owner_id, department_id, owner_id, department_id from t, (values ('deleted'), ('purged')) k(kind)
  where kind = 'purged' or deleted_at is null order by kind)
select id from t`,
    [ids, object.name, actorOf(ctx), ctx.origin],
  );
  const gone = rows.map((r) => r.id);
  await ctx.db.query("delete from keshu.team_member where object = $1 and record_id = any($2::uuid[])", [object.name, gone]);
  await ctx.db.query("delete from keshu.history where object = $1 and record_id = any($2::uuid[])", [object.name, gone]);
  for (const rule of rulesOf(object.name)) await rule.afterPurge?.(ctx, gone);
  return gone.length;
}

/** Ids of the parts of these records, those in the recycle bin as well. */
export async function partsOf(ctx: Context, part: ObjectType, wholeIds: readonly string[]): Promise<string[]> {
  const { rows } = await ctx.db.query<{ id: string }>(`select id from ${part.table} where "${part.partOf}" = any($1::uuid[])`, [wholeIds]);
  return rows.map((r) => r.id);
}
