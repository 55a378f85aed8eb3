import type { ObjectType } from "@keshu/catalog";
import { audit, type Context, createError, inLocale, type Problem, within } from "@keshu/kernel";
import { currentCatalog } from "../catalog-store/current.ts";
import { findReferences, type Reference } from "../query/references-to.ts";
import type { BatchResult, RowResult } from "../types.ts";
import { countResults, maximumBatch } from "./batch.ts";
import { failure } from "./failure.ts";
import { loadForWrite } from "./load.ts";
import { partsOf, purge } from "./purge.ts";
import { withRetries } from "./retry.ts";

const chunkSize = 1000;
const mostInNight = 200_000;
const idsInAudit = 200;

/** Names of people, departments and roles stand behind what they did: those stay in the bin. */
export function isPurgeable(object: ObjectType): boolean {
  return !object.isAdministered;
}

/**
 * Takes records out of the recycle bin for good, with their parts, shares, history and files, for whoever may delete them
 * and has `record.purge`. What something else still points to, living or in the bin, stays and says so.
 * @throws FORBIDDEN, NOT_FOUND for administered objects, TOO_MANY_RECORDS
 */
export async function purgeDeleted(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<BatchResult> {
  if (!isPurgeable(object)) throw createError("NOT_FOUND");
  if (!ctx.principal.may("record.purge") || !ctx.principal.reach(object.name, "delete")) throw createError("FORBIDDEN");
  if (ids.length > maximumBatch) throw createError("TOO_MANY_RECORDS", { params: { limit: maximumBatch } });
  const once = [...new Set(ids.map((id) => id.toLowerCase()))];
  const results = new Map(await withRetries(ctx, () => ctx.db.transaction((tx) => purgeSet(within(ctx, tx), object, once))));
  return countResults(ids.map((id) => results.get(id.toLowerCase()) as RowResult));
}

async function purgeSet(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<[string, RowResult][]> {
  const loaded = await loadForWrite(ctx, object, ids, "delete", { deleted: true, locks: true });
  const given = new Map([[object.name, ids.filter((id) => loaded.get(id)?.mayAct)]]);
  const { free, held } = await unheld(ctx, given);
  const going = new Set(free.get(object.name));
  for (const chunk of inChunks([...going])) await purge(ctx, object, chunk);
  if (going.size > 0) await audit(ctx, { kind: "record.purged", object: object.name, details: { count: going.size, ids: [...going].slice(0, idsInAudit) } });
  return ids.map((id) => {
    if (going.has(id)) return [id, { ok: true, id, outcome: "purged" }];
    const holder = held.get(id);
    const problem: Problem = holder ? stillReferenced(ctx, holder) : { path: "", code: loaded.has(id) ? "FORBIDDEN" : "NOT_FOUND" };
    return [id, failure([problem])];
  });
}

/** What kind of record holds it is said to who may know that kind. */
function stillReferenced(ctx: Context, holder: Reference): Problem {
  const object = currentCatalog().byName.get(holder.object);
  if (!object || !ctx.principal.reach(object.name, "read")) return { path: "", code: "IN_USE" };
  return { path: "", code: "STILL_REFERENCED", params: { object: inLocale(object.label, ctx.locale) } };
}

/**
 * Of records in the bin those that nothing outside points to, with their parts; and by id what holds each of the others.
 * What stays holds what it points to, so it is looked again until nothing changes.
 */
async function unheld(
  ctx: Context,
  given: ReadonlyMap<string, readonly string[]>,
): Promise<{ free: ReadonlyMap<string, readonly string[]>; held: ReadonlyMap<string, Reference> }> {
  const { byName, objects } = currentCatalog();
  const free = new Map(given);
  const held = new Map<string, Reference>();
  for (;;) {
    const whole = new Map(free);
    const partOwners = new Map<string, string>();
    for (const part of objects.filter((o) => o.wholeOf && free.get(o.wholeOf)?.length)) {
      const ids = free.get(part.wholeOf as string) ?? [];
      const own = await partsOf(ctx, part, ids);
      whole.set(part.name, [...new Set([...(free.get(part.name) ?? []), ...own])]);
      if (own.length) for (const [id, owner] of await ownersOfParts(ctx, part, own)) partOwners.set(id, owner);
    }
    const found = await findReferences(ctx, whole, [false, true]);
    if (found.length === 0) return { free, held };
    for (const reference of found) {
      const id = byName.get(reference.target)?.wholeOf ? (partOwners.get(reference.targetId) ?? reference.targetId) : reference.targetId;
      held.set(id, reference);
      held.set(reference.targetId, reference);
    }
    for (const [name, ids] of free)
      free.set(
        name,
        ids.filter((id) => !held.has(id)),
      );
  }
}

async function ownersOfParts(ctx: Context, part: ObjectType, ids: readonly string[]): Promise<[string, string][]> {
  const { rows } = await ctx.db.query<{ id: string; whole: string }>(`select id, "${part.partOf}" as whole from ${part.table} where id = any($1::uuid[])`, [
    ids,
  ]);
  return rows.map((row) => [row.id, row.whole]);
}

/**
 * Empties the bin of what has been in it for so many days; 0 keeps all. For the server's own work.
 * @returns how many went, parts not counted
 */
export async function purgeExpired(ctx: Context, days: number, signal?: AbortSignal): Promise<number> {
  if (ctx.principal.kind !== "system") throw createError("FORBIDDEN");
  if (days === 0) return 0;
  const objects = currentCatalog().objects.filter(isPurgeable);
  const expired = new Map<string, readonly string[]>();
  for (const object of objects) {
    const { rows } = await ctx.db.query<{ id: string }>(
      `select id from ${object.table} where deleted_at < now() - $1::int * interval '1 day' order by deleted_at limit ${mostInNight}`,
      [days],
    );
    if (rows.length)
      expired.set(
        object.name,
        rows.map((r) => r.id),
      );
  }
  const { free } = await unheld(ctx, expired);
  let gone = 0;
  for (const object of objects) {
    let count = 0;
    for (const chunk of inChunks(free.get(object.name) ?? [])) {
      signal?.throwIfAborted();
      count += await ctx.db.transaction(async (tx) => {
        // somebody may have brought one back meanwhile
        const { rows } = await tx.query<{ id: string }>(
          `select id from ${object.table} where id = any($1::uuid[]) and deleted_at < now() - $2::int * interval '1 day' order by id for update`,
          [chunk, days],
        );
        return purge(
          within(ctx, tx),
          object,
          rows.map((r) => r.id),
        );
      });
    }
    if (count > 0) await audit(ctx, { kind: "record.expired", object: object.name, details: { count, days } });
    gone += count;
  }
  return gone;
}

function* inChunks(ids: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += chunkSize) yield ids.slice(at, at + chunkSize);
}
