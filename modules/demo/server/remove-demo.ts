import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type Database, within } from "@keshu/kernel";
import {
  currentCatalog,
  deleteRecord,
  getRecord,
  othersDone,
  partsOf,
  purgeRecords,
  type Reference,
  readByIds,
  referencesTo,
  setAside,
  updateRecord,
} from "@keshu/records";
import { changeCompany, clearAway, readCompany } from "@keshu/workspace";
import { companyName } from "../company/people.ts";
import { objectNamed } from "./accounts.ts";
import { systemOf } from "./begin-demo.ts";
import { viewsInJournal } from "./furnish.ts";
import type { Work } from "./make-records.ts";
import { findRun, journalOf, type Kept, type Report, type Run, strikeFromJournal, updateRun } from "./run-store.ts";

const chunkSize = 2000;
const keptShown = 100;
/** Kept in the recycle bin, so that names stand behind what they did; in the order in which they let go of each other. */
const administered = ["user", "department", "role", "pipeline"];

/**
 * Takes away what a run made. Stays: what people added, what that points to, and people who still own something (frozen).
 * Can be called again once those records are gone, or after it was killed.
 */
export async function removeDemo(db: Database, runId: string, { signal, onProgress }: Work = {}): Promise<Report> {
  const run = await findRun(db, runId);
  if (!run || run.state === "making") return run?.report ?? {};
  await updateRun(db, runId, { state: "removing" });
  const ctx = systemOf(db, runId);
  const journal = await journalOf(db, runId);
  const views = journal.get(viewsInJournal) ?? [];
  journal.delete(viewsInJournal);
  const { removing, references } = await freeToGo(ctx, journal, signal);
  const kept = await describeKept(ctx, journal, removing, references);

  const total = [...removing.values()].reduce((sum, ids) => sum + ids.length, 0);
  await updateRun(db, runId, { done: 0, total });
  let removed = 0;
  for (const object of purgeOrder(removing)) {
    const ids = removing.get(object.name) ?? [];
    for (const chunk of chunksOf(ids)) {
      if (signal?.aborted) throw createError("SHUTTING_DOWN");
      await db.transaction(async (tx) => {
        // somebody may have taken one out of the bin meanwhile
        const held = new Set((await referencesTo(within(ctx, tx), new Map([[object.name, chunk]]))).map((r) => r.targetId));
        const going = chunk.filter((id) => !held.has(id));
        await purgeRecords(within(ctx, tx), object, going);
        await strikeFromJournal(tx, runId, object.name, going);
        await clearAway(tx, { viewIds: [], userIds: [], recordIds: going });
      });
      removed += chunk.length;
      await updateRun(db, runId, { done: removed });
      onProgress?.(removed, total);
    }
  }
  const report: Report = { ...(run.report ?? {}), removed: (run.report?.removed ?? 0) + removed, kept: kept.slice(0, keptShown), kept_count: kept.length };
  await db.transaction((tx) => removeOrganisation(within(ctx, tx), run, { journal, removing, views, report }));
  return report;
}

/**
 * What goes, in the recycle bin already: from there nobody can begin to point to it. What somebody pointed to before it was
 * there comes back, so that nothing points into the void.
 */
async function freeToGo(
  ctx: Context,
  journal: ReadonlyMap<string, string[]>,
  signal: AbortSignal | undefined,
): Promise<{ removing: Map<string, string[]>; references: Reference[] }> {
  const first = await whatGoes(ctx, journal);
  const objects = purgeOrder(first.removing);
  for (const object of objects) {
    for (const chunk of chunksOf(first.removing.get(object.name) ?? [])) {
      if (signal?.aborted) throw createError("SHUTTING_DOWN");
      await setAside(ctx, object, chunk, true);
    }
  }
  await othersDone(ctx);
  const references = [...first.references];
  for (let going = first.removing; ; ) {
    const next = await whatGoes(ctx, going);
    references.push(...next.references);
    if (next.references.length === 0) return { removing: next.removing, references };
    // living again they hold what they point to, which the next look finds
    for (const object of objects) {
      const left = new Set(next.removing.get(object.name));
      const held = (going.get(object.name) ?? []).filter((id) => !left.has(id));
      for (const chunk of chunksOf(held)) await setAside(ctx, object, await asideOf(ctx, object, chunk), false);
    }
    going = next.removing;
  }
}

/** Which of these this removal has put into the bin, also before it was killed; people's own deletions stay theirs. */
async function asideOf(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<string[]> {
  const { rows } = await ctx.db.query<{ record_id: string }>(
    "select distinct record_id from keshu.change where object = $1 and record_id = any($2::uuid[]) and kind = 'deleted' and origin = $3",
    [object.name, ids, ctx.origin],
  );
  return rows.map((row) => row.record_id);
}

function* chunksOf(ids: readonly string[]): Generator<string[]> {
  for (let at = 0; at < ids.length; at += chunkSize) yield ids.slice(at, at + chunkSize);
}

/** Everything made that nothing added by people points to. What stays holds what it points to, so it is looked again until nothing changes. */
async function whatGoes(ctx: Context, journal: ReadonlyMap<string, string[]>): Promise<{ removing: Map<string, string[]>; references: Reference[] }> {
  const { byName, objects } = currentCatalog();
  const removing = new Map([...journal].filter(([name]) => byName.has(name) && !byName.get(name)?.wholeOf).map(([name, ids]) => [name, [...ids]]));
  const references: Reference[] = [];
  for (;;) {
    // parts go with their whole, whoever added them
    for (const part of objects.filter((o) => o.wholeOf)) removing.set(part.name, await partsOf(ctx, part, removing.get(part.wholeOf as string) ?? []));
    const found = await referencesTo(ctx, removing);
    const held = found.filter((r) => !byName.get(r.target)?.wholeOf);
    if (held.length === 0) return { removing, references };
    references.push(...held);
    const stays = new Set(held.map((r) => r.targetId));
    for (const [name, ids] of removing) {
      removing.set(
        name,
        ids.filter((id) => !stays.has(id)),
      );
    }
  }
}

/** Records before what they belong to do not matter to a purge; parts go with their wholes. People and what they belong to come last. */
function purgeOrder(removing: ReadonlyMap<string, string[]>): ObjectType[] {
  return [...removing.keys()]
    .filter((name) => !administered.includes(name))
    .flatMap((name) => currentCatalog().byName.get(name) ?? [])
    .filter((o) => !o.wholeOf);
}

async function removeOrganisation(
  ctx: Context,
  run: Run,
  { journal, removing, views, report }: { journal: ReadonlyMap<string, string[]>; removing: ReadonlyMap<string, string[]>; views: string[]; report: Report },
): Promise<void> {
  const frozen: string[] = [];
  for (const name of administered) {
    const object = currentCatalog().byName.get(name);
    if (!object) continue;
    const going = new Set(removing.get(name));
    for (const id of journal.get(name) ?? []) {
      const isFree = going.has(id) && (await tryTo(ctx, (inner) => deleteRecord(inner, object, id)));
      if (isFree) await strikeFromJournal(ctx.db, run.id, name, [id]);
      else if (name === "user") {
        await tryTo(ctx, (inner) => updateRecord(inner, object, id, { state: "frozen" }));
        frozen.push(id);
      }
    }
  }
  await clearAway(ctx.db, { viewIds: views, userIds: (journal.get("user") ?? []).filter((id) => !frozen.includes(id)), recordIds: [] });
  await strikeFromJournal(ctx.db, run.id, viewsInJournal, views);
  const { renamed, company } = run.settings;
  const pipeline = renamed ? await readByIds(ctx, "pipeline", [renamed.id], ["name"]) : null;
  if (renamed && pipeline?.get(renamed.id)?.name === "设备销售")
    await tryTo(ctx, (inner) => updateRecord(inner, objectNamed("pipeline"), renamed.id, { name: renamed.before, name_en: renamed.beforeInEnglish ?? null }));
  const { name } = await readCompany(ctx.db);
  await changeCompany(ctx.db, { is_demo: false, ...(name === companyName && !company.name ? { name: null, is_set_up: company.is_set_up } : {}) });
  await updateRun(ctx.db, run.id, { state: "removed", report: { ...report, frozen } });
}

/** Within a savepoint: what a rule refuses stays as it is. */
async function tryTo(ctx: Context, act: (inner: Context) => Promise<unknown>): Promise<boolean> {
  try {
    await ctx.db.transaction((tx) => act(within(ctx, tx)));
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "NOT_FOUND") return true;
    return false;
  }
}

/** What stays of the company, and which records of people hold it. */
async function describeKept(
  ctx: Context,
  journal: ReadonlyMap<string, string[]>,
  removing: ReadonlyMap<string, string[]>,
  references: readonly Reference[],
): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const [name, ids] of journal) {
    const object = currentCatalog().byName.get(name);
    if (!object || object.wholeOf) continue;
    const going = new Set(removing.get(name));
    for (const id of ids.filter((one) => !going.has(one))) {
      const holders = references.filter((r) => r.targetId === id);
      if (holders.length === 0 || kept.length >= keptShown) {
        if (holders.length) kept.push({ object: name, id, title: "", because: [], count: holders.length });
        continue;
      }
      const because = await Promise.all(
        holders.slice(0, 3).map(async (holder) => ({ object: holder.object, id: holder.id, title: await titleOf(ctx, objectNamed(holder.object), holder.id) })),
      );
      kept.push({ object: name, id, title: await titleOf(ctx, object, id), because, count: holders.length });
    }
  }
  return kept;
}

async function titleOf(ctx: Context, object: ObjectType, id: string): Promise<string> {
  const record = await getRecord(ctx, object, id, { fields: [object.titleField, "number"] }).catch(() => null);
  return String(record?.[object.titleField] ?? record?.number ?? "").slice(0, 120);
}
