import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type ErrorCode, type Principal, within } from "@keshu/kernel";
import { changedElsewhere, currentCatalog, findReferences, writeBatch } from "@keshu/records";
import { withReach } from "../narrow-reach.ts";
import { contextFor, type TransferSeams } from "../seams.ts";
import { objectOf } from "./import-context.ts";
import { finishReversal } from "./import-store.ts";
import { originOf, ownTransactions } from "./own-writes.ts";
import type { MadeOnTheWay, Reversal, StoredImport, UpdatedRecord } from "./stored-import.ts";
import { TakenOver } from "./write-chunk.ts";

const keptShown = 1000;

interface StoredChunk {
  first_row: number;
  created: string[];
  updated: UpdatedRecord[];
  on_the_way: MadeOnTheWay[];
}

/**
 * Undoes an import, last chunk first, each in one transaction: what it made goes to the recycle bin, what it
 * changed gets its values back, unless someone changed it since. Can be killed and run again.
 */
export async function reverseImport(seams: TransferSeams, stored: StoredImport, runner: string, signal: AbortSignal): Promise<void> {
  const principal = await seams.principalOf(seams.db, stored.user_id, stored.api_key_id);
  if (!principal) throw createError("FORBIDDEN");
  const ctx = contextFor(seams.db, principal, { locale: stored.locale, origin: originOf(stored) });
  const object = await objectOf(ctx, stored);
  const own = await ownTransactions(ctx.db, stored);
  while (!signal.aborted) {
    const isDone = await ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      const { rows } = await tx.query<StoredChunk>(
        "select first_row, created, updated, on_the_way from keshu.import_chunk where import_id = $1 and not is_reversed order by first_row desc limit 1 for update",
        [stored.id],
      );
      const chunk = rows[0];
      if (!chunk) return true;
      const kept: Reversal["kept"] = [];
      const restored = await restore(inner, object, chunk.updated, kept);
      const deleted = (await removeUnchanged(inner, object, chunk.created, own, kept)) + (await removeOnTheWay(inner, chunk.on_the_way, own, kept));
      const stays = new Set(kept.map((k) => k.id));
      const gone = chunk.created.filter((id) => !stays.has(id));
      await tx.query("delete from keshu.import_fingerprint where import_id = $1 and record_id = any($2::uuid[])", [stored.id, gone]);
      await tx.query("update keshu.import_chunk set is_reversed = true where import_id = $1 and first_row = $2", [stored.id, chunk.first_row]);
      await addToReport(inner, stored, runner, { deleted, restored, kept });
      return false;
    });
    if (isDone) {
      await finishReversal(seams, stored, runner);
      return;
    }
  }
  throw createError("SHUTTING_DOWN");
}

async function restore(ctx: Context, object: ObjectType, updated: readonly UpdatedRecord[], kept: Reversal["kept"]): Promise<number> {
  if (updated.length === 0) return 0;
  const there = await lockRecords(
    ctx,
    object,
    updated.map((u) => u.id),
  );
  const versions = new Map(there.map((r) => [r.id, r.version]));
  const mine = updated.filter((u) => {
    const version = versions.get(u.id);
    if (version !== u.version) kept.push({ id: u.id, code: version === undefined ? "NOT_FOUND" : "STALE_VERSION" });
    return version === u.version;
  });
  const records = mine.map((u) => ({ id: u.id, ...Object.fromEntries(Object.entries(u.before).filter(([name]) => object.fields.has(name))) }));
  if (records.length === 0) return 0;
  const { results } = await writeBatch(
    ctx,
    object,
    { operation: "update", key: ["id"], records },
    { setsReadOnly: true, anyState: true, keepsProvenance: true },
  );
  return tally(
    results,
    records.map((r) => r.id),
    kept,
  );
}

/** What was made goes, but not what somebody changed since. Most still have their first version: only the rest is looked up. */
async function removeUnchanged(ctx: Context, object: ObjectType, created: readonly string[], own: readonly string[], kept: Reversal["kept"]): Promise<number> {
  const made = await lockRecords(ctx, object, created);
  const rewritten = made.flatMap(({ id, version }) => (version > 1 ? [id] : []));
  const touched = await changedElsewhere(ctx.db, object.name, rewritten, ctx.origin, own);
  for (const id of touched) kept.push({ id, code: "STALE_VERSION" });
  const ids = made.flatMap(({ id }) => (touched.has(id) ? [] : [id]));
  return remove(ctx, object, ids, kept);
}

/** Those that are still there, locked before anything is asked about them, so that nobody changes them in between. */
async function lockRecords(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<{ id: string; version: number }[]> {
  if (ids.length === 0) return [];
  const { rows } = await ctx.db.query<{ id: string; version: number }>(
    `select id, version from ${object.table} where id = any($1::uuid[]) and deleted_at is null order by id for update`,
    [ids],
  );
  return rows;
}

async function remove(ctx: Context, object: ObjectType, created: readonly string[], kept: Reversal["kept"]): Promise<number> {
  if (created.length === 0) return 0;
  const inner = { ...ctx, principal: mayTakeBack(ctx.principal, object.name) };
  const { results } = await writeBatch(inner, object, { operation: "delete", key: ["id"], records: created.map((id) => ({ id })) });
  return tally(results, created, kept);
}

/** What was made for rows goes too, unless somebody has worked with it or something still points to it. People stay. */
async function removeOnTheWay(ctx: Context, made: readonly MadeOnTheWay[], own: readonly string[], kept: Reversal["kept"]): Promise<number> {
  let done = 0;
  for (const [name, ofObject] of Map.groupBy(made, (m) => m.object)) {
    const object = currentCatalog().byName.get(name);
    if (!object || object.isAdministered) continue;
    const made = await lockRecords(
      ctx,
      object,
      ofObject.map((m) => m.id),
    );
    const ids = made.map((m) => m.id);
    const touched = await changedElsewhere(ctx.db, name, ids, ctx.origin, own);
    const held = new Set((await findReferences(ctx, new Map([[name, ids]]), [false])).map((reference) => reference.targetId));
    for (const id of ids) if (touched.has(id) || held.has(id)) kept.push({ id, code: touched.has(id) ? "STALE_VERSION" : "STILL_REFERENCED" });
    done += await remove(
      ctx,
      object,
      ids.filter((id) => !touched.has(id) && !held.has(id)),
      kept,
    );
  }
  return done;
}

function tally(results: readonly { ok: boolean; code?: ErrorCode }[], ids: readonly string[], kept: Reversal["kept"]): number {
  let done = 0;
  results.forEach((result, i) => {
    if (result.ok) done++;
    else if (result.code !== "NOT_FOUND") kept.push({ id: ids[i] as string, code: result.code ?? "CONFLICT" });
  });
  return done;
}

/** Taking back what one has just made is part of the right to make it, also for those who may not delete otherwise. */
function mayTakeBack(principal: Principal, object: string): Principal {
  return withReach(
    principal,
    (name, action) => principal.reach(name, action) ?? (name === object && action === "delete" ? principal.reach(name, "create") : null),
  );
}

async function addToReport(ctx: Context, stored: StoredImport, runner: string, part: Pick<Reversal, "deleted" | "restored" | "kept">): Promise<void> {
  const { rows } = await ctx.db.query<{ reversal: Reversal | null }>("select reversal from keshu.import where id = $1 and runner = $2 for update", [
    stored.id,
    runner,
  ]);
  if (!rows[0]) throw new TakenOver();
  const before = rows[0].reversal ?? { deleted: 0, restored: 0, kept: [], kept_count: 0 };
  const told = new Set(before.kept.map((k) => k.id));
  const kept = [...new Map(part.kept.map((k) => [k.id, k])).values()].filter((k) => !told.has(k.id));
  const report: Reversal = {
    deleted: before.deleted + part.deleted,
    restored: before.restored + part.restored,
    kept: [...before.kept, ...kept].slice(0, keptShown),
    kept_count: before.kept_count + kept.length,
  };
  await ctx.db.query("update keshu.import set reversal = $2::jsonb where id = $1", [stored.id, JSON.stringify(report)]);
}
