import { randomUUID } from "node:crypto";
import type { ObjectType } from "@keshu/catalog";
import { ApplicationError, type Context, createError, type Database, timeZoneOf } from "@keshu/kernel";
import type { SourceRow } from "../reading/csv.ts";
import { shapeRow } from "../reading/row-shape.ts";
import { readRows } from "../reading/source.ts";
import type { TransferSeams } from "../seams.ts";
import { createOptionStandIns, createOptions } from "./create-options.ts";
import { contextOfImport, objectOf } from "./import-context.ts";
import { claimImport, failImport, findImport, finishImport } from "./import-store.ts";
import { createKeyIndex, hashKey, type KeyIndex } from "./key-index.ts";
import { createRehearsal } from "./rehearsal.ts";
import type { ReferenceCache } from "./resolve-references.ts";
import { reverseImport } from "./reverse-import.ts";
import { keyText } from "./row-key.ts";
import { createRowReader, type RowReader } from "./row-record.ts";
import type { StoredImport } from "./stored-import.ts";
import { type ImportRun, TakenOver, writeChunk } from "./write-chunk.ts";

export const chunkRows = 500;
const rightsFor = 5_000;
const mostTries = 6;

/**
 * Runs an import, or its reversal, from its checkpoint to its end. May be killed at any point and called again.
 * Rejects when it should be tried again: the server stops, or the database is away.
 */
export async function runImport(seams: TransferSeams, id: string, options: { signal: AbortSignal }): Promise<void> {
  const runner = randomUUID();
  const stored = await claimImport(seams.db, id, runner);
  if (!stored) return;
  try {
    if (stored.phase === "reversing") await reverseImport(seams, stored, runner, options.signal);
    else await take(seams, stored, runner, options.signal);
  } catch (error) {
    if (error instanceof TakenOver) return;
    if (options.signal.aborted) throw error;
    const isFinal = error instanceof ApplicationError && error.status < 500 && error.code !== "NOT_FOUND";
    if (!isFinal && !(await isHopeless(seams.db, id, error))) throw error;
    await failImport(seams, stored, error instanceof ApplicationError ? { code: error.code, params: error.params } : { code: "INTERNAL" });
    if (!isFinal) throw error;
  }
}

/** Counts errors that are no fault of the file; a server that was killed leaves none. The database being away counts for nothing. */
async function isHopeless(db: Database, id: string, error: unknown): Promise<boolean> {
  if (error instanceof ApplicationError && error.code === "DATABASE_UNAVAILABLE") return false;
  const { rows } = await db.query<{ tries: number }>("update keshu.import set tries = tries + 1 where id = $1 returning tries", [id]);
  return (rows[0]?.tries ?? 0) >= mostTries;
}

async function take(seams: TransferSeams, stored: StoredImport, runner: string, signal: AbortSignal): Promise<void> {
  const ctx = await contextOfImport(seams, stored);
  const object = await objectOf(ctx, stored);
  const { path } = await seams.files.open(seams.db, stored.file_id ?? "");
  const run = await prepare(ctx, stored, runner, object, path, signal);
  let overlaps = mayOverlap(run);
  while (true) {
    try {
      await writeAll(seams, run, { ctx, path, signal, overlaps });
      break;
    } catch (error) {
      // Two chunks at once may stand in each other's way: then one after the other, from the checkpoint on.
      if (!overlaps || !isPassing(error)) throw error;
      overlaps = false;
      run.references.clear();
      stored.position = (await findImport(seams.db, stored.id))?.position ?? stored.position;
    }
  }
  await finishImport(seams, stored, runner);
}

/** Rows that cannot concern each other may be prepared while the database stores those before them. */
function mayOverlap({ stored, object }: ImportRun): boolean {
  const fields = Object.values(stored.mapping).flatMap((t) => (t ? (object.fields.get(t.split(".")[0] as string) ?? []) : []));
  const { create_options, create_people, create_records } = stored.options;
  return (
    stored.key.length === 0 &&
    !create_options &&
    !create_people &&
    !create_records &&
    !object.uniqueTogether?.length &&
    fields.every((f) => !f.unique && f.target !== object.name)
  );
}

/** Writes the chunks after the checkpoint. Checkpoints move in order, also when two chunks are under way. */
async function writeAll(seams: TransferSeams, run: ImportRun, options: { ctx: Context; path: string; signal: AbortSignal; overlaps: boolean }): Promise<void> {
  const { stored } = run;
  let { ctx } = options;
  const readAsIs = run.read;
  const standIns = stored.options.create_options && stored.is_dry_run ? createOptionStandIns(ctx, run.object, readAsIs) : null;
  if (standIns) run.read = standIns.read;
  let checkedAt = Date.now();
  let before: Promise<unknown> = Promise.resolve();
  const begun = new Set<Promise<unknown>>();
  try {
    for await (const { rows, last } of readAhead(chunksOf(options.path, stored))) {
      if (options.signal.aborted) throw createError("SHUTTING_DOWN");
      if (Date.now() - checkedAt > rightsFor) {
        ctx = await contextOfImport(seams, stored);
        checkedAt = Date.now();
      }
      if (options.overlaps) {
        const written = writeChunk(ctx, run, rows, last, before);
        begun.add(written);
        written.catch(() => {}).finally(() => begun.delete(written)); // failures are told when the next one waits for it
        await before;
        before = written;
        continue;
      }
      if (stored.options.create_options && stored.is_dry_run) standIns?.note(rows.map(readAsIs));
      else if (stored.options.create_options) run.object = await createOptions(ctx, run.object, rows.map(run.read));
      await retrying(
        () => writeChunk(ctx, run, rows, last),
        () => run.references.clear(),
      );
    }
    await before;
  } finally {
    await Promise.allSettled(begun);
  }
}

/** Reads the file once before writing: how many rows there are, and which keys come more than once. */
async function prepare(ctx: Context, stored: StoredImport, runner: string, object: ObjectType, path: string, signal: AbortSignal): Promise<ImportRun> {
  const env = { now: new Date(), timeZone: stored.options.time_zone ?? timeZoneOf(ctx.principal), mode: "cell" as const };
  const masked = new Set([...ctx.principal.restrictedFields(object.name)].flatMap(([name, access]) => (access === "masked" ? [name] : [])));
  const read = createRowReader(object, stored.format.header, stored.mapping, {
    clearsBlanks: stored.options.blanks === "clear" || stored.key.length === 0,
    maskedFields: masked,
  });
  const keys = stored.key.length && stored.duplicates === "update" ? createKeyIndex() : null;
  const readKey = keys ? createRowReader(object, stored.format.header, onlyKeys(stored), { clearsBlanks: false, maskedFields: masked }) : null;
  const total = await survey(stored, path, object, { env, keys, readKey, signal });
  await ctx.db.query("update keshu.import set total = $3, phase = 'writing' where id = $1 and runner = $2", [stored.id, runner, total]);
  const references: ReferenceCache = new Map();
  return { stored, runner, object, read, env, keys, references, rehearsal: stored.is_dry_run ? createRehearsal(object, env, references) : null };
}

async function survey(
  stored: StoredImport,
  path: string,
  object: ObjectType,
  tools: { env: ImportRun["env"]; keys: KeyIndex | null; readKey: RowReader | null; signal: AbortSignal },
): Promise<number> {
  let total = 0;
  for await (const rows of dataRows(path, stored)) {
    if (tools.signal.aborted) throw createError("SHUTTING_DOWN");
    for (const source of rows) {
      total++;
      if (!tools.keys || !tools.readKey || source.problem) continue;
      const key = keyText(object, stored.key, tools.readKey(source).record, tools.env);
      if (key !== null) tools.keys.add(hashKey(key), source.row);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return total;
}

function onlyKeys(stored: StoredImport): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(stored.mapping).map(([column, target]) => [column, target && stored.key.includes(target.split(".")[0] as string) ? target : null]),
  );
}

/** The rows below the header, shaped, blank ones left out. */
async function* dataRows(path: string, stored: StoredImport): AsyncGenerator<SourceRow[]> {
  for await (const batch of readRows(path, stored.format)) {
    const rows: SourceRow[] = [];
    for (const source of batch) {
      const shaped = source.row > stored.format.headerRow ? shapeRow(source, stored.format) : null;
      if (shaped) rows.push(shaped);
    }
    if (rows.length) yield rows;
  }
}

/** Chunks after the checkpoint. */
async function* chunksOf(path: string, stored: StoredImport): AsyncGenerator<{ rows: SourceRow[]; last: number }> {
  let rows: SourceRow[] = [];
  for await (const batch of dataRows(path, stored)) {
    for (const source of batch) {
      if (source.row <= stored.position) continue;
      rows.push(source);
      if (rows.length < chunkRows) continue;
      yield { rows, last: source.row };
      rows = [];
    }
  }
  if (rows.length) yield { rows, last: (rows.at(-1) as SourceRow).row };
}

/** The same items; the next one is fetched while one is used. */
async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    while (true) {
      const item = await next;
      if (item.done) return;
      next = source.next();
      next.catch(() => {}); // told when its turn comes
      yield item.value;
    }
  } finally {
    await next.catch(() => {});
    await source.return(undefined);
  }
}

const passing = new Set(["40001", "40P01", "55P03"]);

function isPassing(error: unknown): boolean {
  const cause = (error as { cause?: { code?: string } }).cause;
  return passing.has((error as { code?: string }).code ?? "") || passing.has(cause?.code ?? "");
}

/** Serialisation failures and deadlocks pass when tried again. */
async function retrying<T>(work: () => Promise<T>, forget: () => void): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= 5 || !isPassing(error)) throw error;
      forget();
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt ** 2));
    }
  }
}
