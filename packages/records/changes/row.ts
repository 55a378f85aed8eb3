import { createError, type Database } from "@keshu/kernel";

/** A row of the change log as it is stored. */
export interface ChangeRow {
  transaction: string;
  sequence: number;
  at: string;
  object: string;
  record_id: string;
  kind: string;
  actor: string | null;
  origin: string;
  diff: Record<string, { from?: unknown; to?: unknown }>;
  owner_before: string | null;
  department_before: string | null;
  owner_after: string | null;
  department_after: string | null;
  audience: string[] | null;
}

/** A place in the log: after this transaction and sequence. */
export interface Position {
  transaction: string;
  sequence: number;
}

/** A part of the log: after one place, up to another and with it. */
export interface Span {
  after: Position;
  upTo: Position;
}

/** What the server itself watches the log for. */
export type Touched = Pick<ChangeRow, "transaction" | "sequence" | "object" | "record_id" | "kind">;

const lastTransaction = 2n ** 64n - 1n;

const columns =
  "transaction::text, sequence, at, object, record_id, kind, actor, origin, diff, owner_before, department_before, owner_after, department_after, audience";

/** Only transactions below the oldest that still runs in this database are read, so that a change which commits late is never passed over. */
const unread = "(transaction, sequence) > ($1::text::xid8, $2::bigint) and transaction < (select keshu.settled_before())";

/** Rows after a position, in commit-safe order. */
export async function readRows(db: Database, after: Position, limit: number, objects?: readonly string[]): Promise<ChangeRow[]> {
  const { rows } = await db.prepared<ChangeRow>(
    `select ${columns} from keshu.change
     where ${unread}
       and ($4::text[] is null or object = any($4::text[]))
     order by change.transaction, sequence limit $3`,
    [after.transaction, after.sequence, limit, objects ?? null],
  );
  return rows;
}

/** The same without what changed, for which nobody asks. */
export async function readTouched(db: Database, after: Position, limit: number): Promise<Touched[]> {
  const { rows } = await db.prepared<Touched>(
    `select transaction::text, sequence, object, record_id, kind from keshu.change where ${unread} order by change.transaction, sequence limit $3`,
    [after.transaction, after.sequence, limit],
  );
  return rows;
}

/** Where the next so many rows end, and how many there are; null when there is none. */
export async function endOfNext(db: Database, after: Position, limit: number): Promise<(Position & { count: number }) | null> {
  const { rows } = await db.prepared<Position & { count: number }>(
    `select w.transaction::text, w.sequence, w.count from (
       select transaction, sequence, row_number() over (order by transaction, sequence)::int as count
       from keshu.change where ${unread} order by change.transaction, sequence limit $3
     ) w order by w.count desc limit 1`,
    [after.transaction, after.sequence, limit],
  );
  return rows[0] ?? null;
}

/** The rows of a settled span that fulfil a condition on alias `c`. */
export async function readSpan(db: Database, { after, upTo }: Span, condition: string): Promise<ChangeRow[]> {
  const { rows } = await db.prepared<ChangeRow>(
    `select ${columns} from keshu.change c
     where (c.transaction, c.sequence) > ($1::text::xid8, $2::bigint) and (c.transaction, c.sequence) <= ($3::text::xid8, $4::bigint) and (${condition})
     order by c.transaction, c.sequence`,
    [after.transaction, after.sequence, upTo.transaction, upTo.sequence],
  );
  return rows;
}

/** The place after everything that can be read now. */
export async function endOfLog(db: Database): Promise<Position> {
  const { rows } = await db.query<{ transaction: string }>("select (keshu.settled_before()::text::numeric - 1)::text as transaction");
  return { transaction: rows[0]?.transaction ?? "0", sequence: Number.MAX_SAFE_INTEGER };
}

interface Epoch {
  epoch: number;
  retained: Position;
}

export async function readEpoch(db: Database): Promise<Epoch> {
  const { rows } = await db.prepared<{ epoch: number; transaction: string; sequence: number }>(
    "select epoch, retained_transaction::text as transaction, retained_sequence as sequence from keshu.epoch",
  );
  const row = rows[0] ?? { epoch: 1, transaction: "0", sequence: 0 };
  return { epoch: row.epoch, retained: { transaction: row.transaction, sequence: row.sequence } };
}

export function encodePosition(epoch: number, position: Position): string {
  return `${epoch}.${position.transaction}.${position.sequence}`;
}

/** @throws INVALID_CURSOR, CURSOR_EXPIRED (410) when it is of another epoch or older than what is kept */
export function decodePosition(cursor: string, { epoch, retained }: Epoch): Position {
  const { epoch: wanted, ...position } = parsePosition(cursor, "after");
  if (wanted !== epoch || isBefore(position, retained)) throw createError("CURSOR_EXPIRED", { extra: { snapshot: "/api/v1/catalog/objects" } });
  return position;
}

/** The parts of a cursor such as `1.94380.4`, each within what its column holds. @throws INVALID_CURSOR naming `path` */
export function parsePosition(cursor: string, path: string): Position & { epoch: number } {
  const match = /^(\d{1,9})\.(\d{1,20})\.(\d{1,16})$/.exec(cursor);
  const [, epoch = "", transaction = "", sequence = ""] = match ?? [];
  if (!match || BigInt(transaction) > lastTransaction) throw createError("INVALID_CURSOR", { errors: [{ path, code: "INVALID_CURSOR" }] });
  return { epoch: Number(epoch), transaction, sequence: Number(sequence) };
}

export function isBefore(a: Position, b: Position): boolean {
  const x = BigInt(a.transaction);
  const y = BigInt(b.transaction);
  return x < y || (x === y && a.sequence < b.sequence);
}
