import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, within } from "@keshu/kernel";
import { currentCatalog } from "../catalog-store/current.ts";
import { actorOf } from "./create.ts";
import { partsOf } from "./purge.ts";

/**
 * Puts records with their parts into the recycle bin, or takes them out again, without asking rules: what is in it nobody
 * can begin to point to. For the server's own work only.
 * @throws FORBIDDEN for anyone but the system
 */
export async function setAside(ctx: Context, object: ObjectType, ids: readonly string[], isAside: boolean): Promise<void> {
  if (ctx.principal.kind !== "system") throw createError("FORBIDDEN");
  await ctx.db.transaction((tx) => move(within(ctx, tx), object, ids, isAside));
}

async function move(ctx: Context, object: ObjectType, ids: readonly string[], isAside: boolean): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db.query(
    `with t as (update ${object.table} t set deleted_at = ${isAside ? "now()" : "null"}, version = t.version + 1
  where t.id = any($1::uuid[]) and t.deleted_at is ${isAside ? "" : "not "}null returning t.id, t.owner_id, t.department_id)
insert into keshu.change (object, record_id, kind, actor, origin, owner_before, department_before, owner_after, department_after)
  select $2, id, '${isAside ? "deleted" : "restored"}', $3::uuid, $4, owner_id, department_id, owner_id, department_id from t`,
    [ids, object.name, actorOf(ctx), ctx.origin],
  );
  for (const part of currentCatalog().objects.filter((o) => o.wholeOf === object.name)) await move(ctx, part, await partsOf(ctx, part, ids), isAside);
}

/** Resolves once every transaction that had begun by now is over: none of them still points to what was there. @throws DATABASE_TIMEOUT */
export async function othersDone(ctx: Context, patienceMs = 60_000): Promise<void> {
  const { rows } = await ctx.db.query<{ now: string }>("select pg_current_xact_id()::text as now");
  for (const until = Date.now() + patienceMs; ; ) {
    const { rows: seen } = await ctx.db.query<{ done: boolean }>("select keshu.settled_before() > $1::text::xid8 as done", [rows[0]?.now]);
    if (seen[0]?.done) return;
    if (Date.now() > until) throw createError("DATABASE_TIMEOUT");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
