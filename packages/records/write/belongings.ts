import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, within } from "@keshu/kernel";
import { currentCatalog } from "../catalog-store/current.ts";
import { newParameters } from "../parameters.ts";
import { compileFilter } from "../query/filter.ts";
import type { Belonging } from "../rules.ts";
import type { Along, ApiRecord } from "../types.ts";
import { maximumBatch } from "./batch.ts";
import { transferRecords } from "./bulk.ts";
import { loadForWrite } from "./load.ts";
import { withRetries } from "./retry.ts";
import { rulesOf } from "./rule-registry.ts";
import { updateRecord } from "./update.ts";

/** How many records of each kind went along, by the path of their object. */
export type Moved = Record<string, number>;

/** What went along: how many, and with which record each. */
export interface MovedAlong {
  counts: Moved;
  byRecord: ReadonlyMap<string, Along>;
}

/** What may go along when a record of the object changes hands, by path. */
export function belongingsOf(object: ObjectType): [path: string, belonging: Belonging, target: ObjectType][] {
  const { byPath } = currentCatalog();
  return rulesOf(object.name).flatMap((rule) =>
    Object.entries(rule.belongings ?? {}).flatMap(([path, belonging]) => {
      const target = byPath.get(path);
      return target ? [[path, belonging, target] as [string, Belonging, ObjectType]] : [];
    }),
  );
}

/**
 * Gives a record to another owner; its stage and history stay. What belongs to it goes along where it has the same
 * owner and the caller may change it: the kinds named in `with`, else those the object names by itself.
 * @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED
 */
export async function transferRecord(
  ctx: Context,
  object: ObjectType,
  id: string,
  to: { owner_id: string; with?: readonly string[] },
): Promise<{ record: ApiRecord; moved: Moved }> {
  if (object.partOf) throw createError("INVALID_REQUEST");
  checkKinds(object, to.with);
  return withRetries(ctx, () =>
    ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      const loaded = (await loadForWrite(inner, object, [id], "update", { locks: true })).get(id.toLowerCase());
      if (!loaded) throw createError("NOT_FOUND");
      const from = (loaded.record.owner_id as string | null) ?? null;
      const record = await updateRecord(inner, object, id, { owner_id: to.owner_id });
      return { record, moved: (await moveBelongings(inner, object, [{ id: record.id, from }], to)).counts };
    }),
  );
}

/** @throws VALIDATION_FAILED naming the kind that does not belong to such records */
export function checkKinds(object: ObjectType, kinds: readonly string[] | undefined): void {
  if (kinds === undefined) return;
  const known = new Set(belongingsOf(object).map(([path]) => path));
  const wrong = kinds.findIndex((kind) => !known.has(kind));
  if (wrong >= 0) throw createError("VALIDATION_FAILED", { errors: [{ path: `with.${wrong}`, code: "INVALID_VALUE", params: { field: "with" } }] });
}

/** Moves what belongs to records that have just been given away, in the same transaction. */
export async function moveBelongings(
  ctx: Context,
  object: ObjectType,
  given: readonly { id: string; from: string | null }[],
  to: { owner_id: string; with?: readonly string[] },
): Promise<MovedAlong> {
  const counts: Moved = {};
  const byRecord = new Map<string, Along>();
  for (const [path, belonging, target] of belongingsOf(object)) {
    const isWanted = to.with ? to.with.includes(path) : belonging.isDefault === true;
    if (!isWanted || given.length === 0 || !ctx.principal.reach(target.name, "update")) continue;
    const found = await belongingsFound(ctx, target, belonging, given);
    counts[path] = 0;
    for (let at = 0; at < found.length; at += maximumBatch) {
      const some = found.slice(at, at + maximumBatch);
      const { results, updated } = await transferRecords(
        ctx,
        target,
        some.map((f) => f.id),
        { owner_id: to.owner_id },
      );
      counts[path] += updated;
      results.forEach((result, i) => {
        if (!result.ok || result.outcome !== "updated") return;
        const { id, version, previous } = result;
        const whole = some[i]?.whole as string;
        const along = byRecord.get(whole) ?? {};
        byRecord.set(whole, along);
        along[path] = [...(along[path] ?? []), { id, ...(version === undefined ? {} : { version }), ...(previous ? { previous } : {}) }];
      });
    }
  }
  return { counts, byRecord };
}

async function belongingsFound(
  ctx: Context,
  target: ObjectType,
  { field, filter }: Belonging,
  given: readonly { id: string; from: string | null }[],
): Promise<{ id: string; whole: string }[]> {
  const p = newParameters();
  const wholes = `unnest(${p.add(given.map((g) => g.id))}::uuid[], ${p.add(given.map((g) => g.from))}::uuid[]) g(id, owner)`;
  // Which records these are is decided by the product; whether they may go, by the caller's rights when they are written.
  const all = { ...ctx, principal: { ...ctx.principal, restrictedFields: () => new Map() } };
  const { rows } = await ctx.db.query<{ id: string; whole: string }>(
    `select t.id, g.id as whole from ${target.table} t join ${wholes} on t."${field}" = g.id and t.owner_id is not distinct from g.owner
     where t.deleted_at is null and ${compileFilter(all, target, filter, p)} order by t.id`,
    p.values,
  );
  return rows;
}
