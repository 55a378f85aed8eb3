import type { Database, ErrorCode } from "@keshu/kernel";
import { isUuid } from "@keshu/kernel";
import type { TransferSeams } from "../seams.ts";
import type { MadeOnTheWay, RefusedRow, RowVerdict, StoredImport, UpdatedRecord } from "./stored-import.ts";
import { tellOfImport } from "./tell-of-import.ts";

export interface Counters {
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  failed: number;
}

export const noCounts = (): Counters => ({ processed: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0 });

export async function findImport(db: Database, id: string): Promise<StoredImport | null> {
  if (!isUuid(id)) return null;
  const { rows } = await db.query<StoredImport>("select * from keshu.import where id = $1", [id]);
  return rows[0] ?? null;
}

/** Takes the import over for this run; null when there is nothing to do. */
export async function claimImport(db: Database, id: string, runner: string): Promise<StoredImport | null> {
  const { rows } = await db.query<StoredImport>(
    "update keshu.import set runner = $2, started_at = coalesce(started_at, now()) where id = $1 and state = 'running' returning *",
    [id, runner],
  );
  return rows[0] ?? null;
}

export interface Chunk {
  firstRow: number;
  lastRow: number;
  counts: Counters;
  created: string[];
  updated: UpdatedRecord[];
  refused: RefusedRow[];
  verdicts: RowVerdict[];
  onTheWay: MadeOnTheWay[];
}

/**
 * Moves the checkpoint and writes down what the chunk did; false when another server has taken over,
 * and then the transaction must not commit.
 */
export async function saveChunk(tx: Database, stored: StoredImport, runner: string, chunk: Chunk): Promise<boolean> {
  const c = chunk.counts;
  const { rowCount } = await tx.query(
    `update keshu.import set position = $3, processed = processed + $4, created = created + $5, updated = updated + $6,
       unchanged = unchanged + $7, skipped = skipped + $8, failed = failed + $9 where id = $1 and runner = $2 and state = 'running'`,
    [stored.id, runner, chunk.lastRow, c.processed, c.created, c.updated, c.unchanged, c.skipped, c.failed],
  );
  if (rowCount === 0) return false;
  if (chunk.verdicts.length || chunk.refused.length || chunk.onTheWay.length) {
    const rows = [...chunk.verdicts.map(([row]) => row), ...chunk.refused.map(({ row }) => row)];
    const leastRow = rows.reduce((least, row) => Math.min(least, row), chunk.firstRow);
    await tx.query(
      "insert into keshu.import_chunk (import_id, first_row, last_row, created, updated, refused, verdicts, on_the_way, least_row) values ($1, $2, $3, $4::uuid[], $5::jsonb, $6::jsonb, $7::jsonb, $8::jsonb, $9)",
      [
        stored.id,
        chunk.firstRow,
        chunk.lastRow,
        chunk.created,
        JSON.stringify(chunk.updated),
        safeJson(chunk.refused),
        safeJson(chunk.verdicts),
        JSON.stringify(chunk.onTheWay),
        leastRow,
      ],
    );
  }
  return true;
}

/** JSON that jsonb takes: without NUL and lone surrogates, which broken files may hold. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, (_, v) => (typeof v === "string" ? v.replaceAll("\u0000", "").toWellFormed() : v));
}

/** Done: the uploaded file is of no more use; refused rows and the undo journal are kept. */
export async function finishImport(seams: TransferSeams, stored: StoredImport, runner: string): Promise<void> {
  await seams.db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      "update keshu.import set state = 'done', phase = null, total = processed, finished_at = now(), file_id = null where id = $1 and runner = $2 and state = 'running'",
      [stored.id, runner],
    );
    if (!rowCount) return;
    await cleanUp(tx, seams, stored);
    await tellOfImport(tx, seams, stored);
  });
}

export async function failImport(
  seams: TransferSeams,
  stored: StoredImport,
  error: { code: ErrorCode; params?: Record<string, string | number> },
): Promise<void> {
  await seams.db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      "update keshu.import set state = 'failed', phase = null, error = $2::jsonb, finished_at = now(), file_id = null where id = $1 and state = 'running'",
      [stored.id, JSON.stringify(error)],
    );
    await cleanUp(tx, seams, stored);
    if (rowCount) await tellOfImport(tx, seams, stored);
  });
}

export async function finishReversal(seams: TransferSeams, stored: StoredImport, runner: string): Promise<void> {
  await seams.db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      "update keshu.import set state = 'reversed', phase = null, reversed_at = now(), finished_at = coalesce(finished_at, now()), file_id = null where id = $1 and runner = $2",
      [stored.id, runner],
    );
    if (rowCount) await cleanUp(tx, seams, stored);
  });
}

async function cleanUp(tx: Database, seams: TransferSeams, stored: StoredImport): Promise<void> {
  await tx.query("delete from keshu.import_waiting where import_id = $1", [stored.id]);
  if (stored.file_id) await seams.files.delete(tx, stored.file_id);
}
