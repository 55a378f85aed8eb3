import type { ObjectType, ParseEnvironment } from "@keshu/catalog";
import { type Context, type Database, type Problem, within } from "@keshu/kernel";
import { type RowResult, type WriteOptions, writeBatch } from "@keshu/records";
import type { SourceRow } from "../reading/csv.ts";
import { type Chunk, noCounts, safeJson, saveChunk } from "./import-store.ts";
import { keepVersions } from "./keep-versions.ts";
import { hashKey, type KeyIndex } from "./key-index.ts";
import type { Rehearsal } from "./rehearsal.ts";
import { type ReferenceCache, resolveReferences } from "./resolve-references.ts";
import { fingerprint, keyText } from "./row-key.ts";
import { cellProblems, type ImportRow, type RowReader } from "./row-record.ts";
import type { RowOutcome as Outcome, StoredImport } from "./stored-import.ts";

/** Everything that stays the same over the chunks of one run. */
export interface ImportRun {
  stored: StoredImport;
  runner: string;
  object: ObjectType;
  read: RowReader;
  env: ParseEnvironment;
  keys: KeyIndex | null;
  references: ReferenceCache;
  /** Of a dry run. */
  rehearsal: Rehearsal | null;
}

/** Another server has taken the import over: this one lets go without a trace. */
export class TakenOver extends Error {}

/** Rows of one record: usually one; several when a key comes again in the file, in their order. */
interface Group {
  rows: ImportRow[];
  key: string | null;
}

/**
 * Takes in one chunk of rows: records, checkpoint, counters, refused rows and what an undo needs, all in one
 * transaction. A bad row is written down and never stops the others. Given the chunk before, it waits for that
 * one to commit before it moves the checkpoint, and does not wait for locks that one may be waiting for.
 * @throws TakenOver
 */
export async function writeChunk(ctx: Context, run: ImportRun, rows: readonly SourceRow[], lastRow: number, before?: Promise<unknown>): Promise<Chunk> {
  return ctx.db.transaction(async (tx) => {
    if (before) await tx.query("set local lock_timeout = '3s'");
    const inner = within(ctx, tx);
    const chunk: Chunk = { firstRow: rows[0]?.row ?? lastRow, lastRow, counts: noCounts(), created: [], updated: [], refused: [], verdicts: [], onTheWay: [] };
    const groups = await groupRows(tx, run, rows);
    for (const segment of segmentsOf(run.object, groups)) await writeSegment(inner, run, segment, chunk);
    if (!run.stored.is_dry_run) await keepVersions(tx, run.object, chunk);
    await before;
    if (!(await saveChunk(tx, run.stored, run.runner, chunk))) throw new TakenOver();
    return chunk;
  });
}

/** Rows whose key comes again later wait in the database; with the last one of a key come those that waited. */
async function groupRows(tx: Database, run: ImportRun, rows: readonly SourceRow[]): Promise<Group[]> {
  const groups: Group[] = [];
  const waiting: { row: SourceRow; hash: number }[] = [];
  const complete = new Map<number, { row: ImportRow; key: string }[]>();
  for (const source of rows) {
    const row = run.read(source);
    const key = run.stored.key.length && row.problems.length === 0 ? keyText(run.object, run.stored.key, row.record, run.env) : null;
    const hash = key !== null && run.keys ? hashKey(key) : 0;
    const place = hash ? run.keys?.find(hash) : null;
    if (!place?.isRepeated || key === null) groups.push({ rows: [row], key });
    else if (place.last !== source.row) waiting.push({ row: source, hash });
    else complete.set(hash, [...(complete.get(hash) ?? []), { row, key }]);
  }
  if (waiting.length) {
    await tx.query(
      "insert into keshu.import_waiting (import_id, key_hash, row, cells) select $1, h, r, c from unnest($2::bigint[], $3::int[], $4::jsonb[]) w(h, r, c)",
      [run.stored.id, waiting.map((w) => w.hash), waiting.map((w) => w.row.row), waiting.map((w) => safeJson(w.row.cells))],
    );
  }
  if (complete.size) groups.push(...(await completeGroups(tx, run, complete)));
  return groups;
}

async function completeGroups(tx: Database, run: ImportRun, complete: ReadonlyMap<number, { row: ImportRow; key: string }[]>): Promise<Group[]> {
  const { rows: waited } = await tx.query<{ row: number; cells: string[] }>(
    "delete from keshu.import_waiting where import_id = $1 and key_hash = any($2::bigint[]) returning row, cells",
    [run.stored.id, [...complete.keys()]],
  );
  const groups = new Map<string, Group>();
  const all = [...waited.map((w) => run.read(w)), ...[...complete.values()].flat().map((c) => c.row)].sort((a, b) => a.row - b.row);
  for (const row of all) {
    const key = keyText(run.object, run.stored.key, row.record, run.env) ?? "";
    const group = groups.get(key) ?? { rows: [], key };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()].sort((a, b) => (a.rows[0]?.row ?? 0) - (b.rows[0]?.row ?? 0));
}

/** A row may point to a record that an earlier row of the file makes, such as its parent: then it comes after it. */
function segmentsOf(object: ObjectType, groups: readonly Group[]): Group[][] {
  const own = object.fieldList.filter((f) => f.target === object.name);
  if (own.length === 0) return [[...groups]];
  const segments: Group[][] = [];
  let current: Group[] = [];
  let made = new Set<unknown>();
  for (const group of groups) {
    const isDependent = group.rows.some((r) => own.some((f) => typeof r.record[f.name] === "string" && made.has((r.record[f.name] as string).trim())));
    if (isDependent) {
      segments.push(current);
      current = [];
      made = new Set();
    }
    current.push(group);
    for (const row of group.rows)
      for (const name of [object.titleField, "number"]) if (typeof row.record[name] === "string") made.add((row.record[name] as string).trim());
  }
  segments.push(current);
  return segments;
}

async function writeSegment(ctx: Context, run: ImportRun, groups: readonly Group[], chunk: Chunk): Promise<void> {
  const { stored, object } = run;
  const rows = groups.flatMap((g) => g.rows);
  const hashes = stored.key.length
    ? new Map(groups.filter((g) => g.key === null).flatMap((g) => g.rows.map((r) => [r, fingerprint(r.record)])))
    : new Map<ImportRow, Buffer>();
  await resolveReferences(ctx, object, rows, stored.options, run.references, {
    assumed: run.rehearsal?.assumed,
    onMade: (name, id) => chunk.onTheWay.push({ object: name, id }),
  });
  const sound: Group[] = [];
  for (const group of groups) {
    for (const row of group.rows) {
      const isMerged = group.rows.length > 1;
      if (row.problems.length || isMerged) row.problems.push(...(row.problems.some((p) => p.path === "") ? [] : cellProblems(object, row.record, run.env)));
      if (row.problems.length) refuse(chunk, row, row.problems);
    }
    const good = group.rows.filter((r) => r.problems.length === 0);
    if (good.length) sound.push({ rows: good, key: group.key });
  }
  const keyed = sound.filter((g) => g.key !== null);
  const keyless = sound.filter((g) => g.key === null).flatMap((g) => g.rows);
  if (keyed.length) await writeKeyed(ctx, run, keyed, chunk);
  if (keyless.length) await writeKeyless(ctx, run, keyless, hashes, chunk);
}

/** One record for each group: later values over earlier ones, as if the rows had been applied in turn. */
async function writeKeyed(ctx: Context, run: ImportRun, all: readonly Group[], chunk: Chunk): Promise<void> {
  const groups = run.stored.duplicates === "skip" ? all.filter((group) => !isSkipped(run, group, chunk)) : all;
  if (groups.length === 0) return;
  const records = groups.map((g) => (g.rows.length === 1 ? (g.rows[0] as ImportRow).record : Object.assign({}, ...g.rows.map((r) => r.record))));
  const results = await upsert(ctx, run, records);
  const again: ImportRow[] = [];
  results.forEach((result, i) => {
    const { rows } = groups[i] as Group;
    if (!result.ok && rows.length > 1) again.push(...rows);
    else if (!result.ok) refuse(chunk, rows[0] as ImportRow, result.errors);
    else {
      note(chunk, result.id, result.outcome as Outcome);
      const outcomes = outcomesOf(rows, result.outcome as Outcome);
      outcomes.forEach((outcome, at) => {
        count(chunk, run, rows[at] as ImportRow, outcome, result.id);
      });
    }
  });
  // Merged rows that fail together are tried one after the other, to refuse only those at fault.
  if (again.length)
    report(
      chunk,
      run,
      again,
      await upsert(
        ctx,
        run,
        again.map((r) => r.record),
      ),
    );
}

/** In a dry run the record that a row before would have made is not there to be found. */
function isSkipped(run: ImportRun, group: Group, chunk: Chunk): boolean {
  if (!run.rehearsal?.isRepeat(`key\u0000${group.key}`)) return false;
  for (const row of group.rows) count(chunk, run, row, "skipped", null);
  return true;
}

async function upsert(ctx: Context, run: ImportRun, records: readonly Record<string, unknown>[]): Promise<RowResult[]> {
  const { stored, object } = run;
  const operation = ctx.principal.reach(object.name, "create") ? "upsert" : "update";
  const { results } = await writeBatch(
    ctx,
    object,
    { operation, key: stored.key, records, onMatch: stored.duplicates === "skip" ? "skip" : "update" },
    writeOptions(run),
  );
  return run.rehearsal?.judge(records, results) ?? results;
}

/** What each of several rows of one record did: the first made it, later ones changed it if they say something else. */
function outcomesOf(rows: readonly ImportRow[], outcome: Outcome): Outcome[] {
  if (rows.length === 1 || outcome === "unchanged" || outcome === "skipped") return rows.map(() => outcome);
  if (outcome === "updated") return rows.map((_, i) => (i === rows.length - 1 ? "updated" : "unchanged"));
  const merged: Record<string, unknown> = {};
  return rows.map((row, i) => {
    const differs = Object.entries(row.record).some(([name, value]) => merged[name] !== value);
    Object.assign(merged, row.record);
    return i === 0 ? "created" : differs ? "updated" : "unchanged";
  });
}

/** Rows without a key make records; in an import with a key only once, however often the file comes. */
async function writeKeyless(ctx: Context, run: ImportRun, rows: readonly ImportRow[], hashes: ReadonlyMap<ImportRow, Buffer>, chunk: Chunk): Promise<void> {
  const { stored, object } = run;
  const isKeyed = stored.key.length > 0;
  const known = isKeyed ? await knownFingerprints(ctx.db, object, [...hashes.values()]) : new Map<string, string>();
  const seen = new Set<string>();
  const fresh = rows.filter((row) => {
    const hash = hashes.get(row)?.toString("hex");
    if (hash === undefined) return true;
    const isRepeat = known.has(hash) || seen.has(hash) || run.rehearsal?.isRepeat(`row\u0000${hash}`);
    seen.add(hash);
    if (isRepeat) count(chunk, run, row, stored.duplicates === "skip" ? "skipped" : "unchanged", known.get(hash) ?? null);
    return !isRepeat;
  });
  if (fresh.length === 0) return;
  if (!ctx.principal.reach(object.name, "create")) {
    for (const row of fresh) refuse(chunk, row, [{ path: stored.key.join(","), code: "REQUIRED" }]);
    return;
  }
  const records = fresh.map((r) => r.record);
  const written = await writeBatch(ctx, object, { operation: "create", records }, { ...writeOptions(run), anyState: true });
  const results = run.rehearsal?.judge(records, written.results) ?? written.results;
  report(chunk, run, fresh, results);
  if (!isKeyed || stored.is_dry_run) return;
  const made = fresh.flatMap((row, i) => {
    const result = results[i];
    return result?.ok ? [{ hash: hashes.get(row) as Buffer, id: result.id }] : [];
  });
  await ctx.db.query(
    `insert into keshu.import_fingerprint (object, hash, record_id, import_id) select $1, h, r, $2 from unnest($3::bytea[], $4::uuid[]) f(h, r)
     on conflict (object, hash) do update set record_id = excluded.record_id, import_id = excluded.import_id`,
    [object.name, stored.id, made.map((m) => m.hash), made.map((m) => m.id)],
  );
}

/** Fingerprints whose record still lives, with that record. */
async function knownFingerprints(db: Database, object: ObjectType, hashes: readonly Buffer[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ hash: string; id: string }>(
    `select encode(f.hash, 'hex') as hash, f.record_id as id from keshu.import_fingerprint f join ${object.table} t on t.id = f.record_id and t.deleted_at is null where f.object = $1 and f.hash = any($2::bytea[])`,
    [object.name, hashes],
  );
  return new Map(rows.map((r) => [r.hash, r.id]));
}

function writeOptions(run: ImportRun): WriteOptions {
  return {
    mode: "cell",
    keepsProvenance: true,
    timeZone: run.env.timeZone,
    dryRun: run.stored.is_dry_run,
    ...(run.rehearsal ? { assumed: run.rehearsal.assumed } : {}),
  };
}

function report(chunk: Chunk, run: ImportRun, rows: readonly ImportRow[], results: readonly RowResult[]): void {
  for (const [i, result] of results.entries()) {
    if (result.ok) {
      note(chunk, result.id, result.outcome as Outcome);
      count(chunk, run, rows[i] as ImportRow, result.outcome as Outcome, result.id);
    } else refuse(chunk, rows[i] as ImportRow, result.errors);
  }
}

function note(chunk: Chunk, id: string, outcome: Outcome): void {
  if (outcome === "created") chunk.created.push(id);
  else if (outcome === "updated" && !chunk.updated.some((u) => u.id === id)) chunk.updated.push({ id, version: 0, before: {} });
}

const titleLength = 80;

function count(chunk: Chunk, { object, stored }: ImportRun, row: ImportRow, outcome: Outcome, id: string | null): void {
  chunk.counts.processed++;
  chunk.counts[outcome]++;
  const title = row.record[object.titleField] ?? row.cells.find((cell) => cell.trim() !== "") ?? "";
  chunk.verdicts.push([row.row, outcome, String(title).trim().slice(0, titleLength), stored.is_dry_run && outcome === "created" ? null : id]);
}

function refuse(chunk: Chunk, row: ImportRow, errors: readonly Problem[]): void {
  chunk.counts.processed++;
  chunk.counts.failed++;
  chunk.refused.push({ row: row.row, cells: row.cells, errors: [...errors] });
}
