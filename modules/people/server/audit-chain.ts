import { createHash } from "node:crypto";
import type { Database } from "@keshu/kernel";

const sealLock = 4_242_101;
const genesis = "0".repeat(64);

interface AuditRow {
  sequence: number;
  position: number | null;
  prev_hash: string | null;
  hash: string | null;
  body: string;
}

// What a hash covers, as PostgreSQL writes it, so that sealing and verifying see the same bytes.
const body = `jsonb_build_array(sequence, id, transaction::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), actor, kind, object, record_id, ip, request_id, details)::text as body`;

function chain(prevHash: string, position: number, text: string): string {
  return createHash("sha256").update(`${prevHash}\n${position}\n${text}`).digest("hex");
}

/**
 * Chains events that have no seal yet, in log order (transaction, sequence), leaving out those that a
 * running transaction could still come before. Returns the head of the chain: write it where the database's
 * administrator cannot, and a cut tail shows too.
 */
export async function sealAuditLog(db: Database, limit = 5_000): Promise<{ sealed: number; position: number; hash: string }> {
  return db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [sealLock]);
    const head = (
      await tx.query<{ position: number; hash: string }>(
        "select position, hash from keshu.audit_event where position is not null order by position desc limit 1",
      )
    ).rows[0];
    let { position, hash } = head ?? (await auditStart(tx));
    const { rows } = await tx.query<AuditRow>(
      `select sequence, ${body} from keshu.audit_event where hash is null and transaction < (select keshu.settled_before()) order by transaction, sequence limit $1`,
      [limit],
    );
    const sealed = rows.map((row) => {
      const prev = hash;
      hash = chain(prev, ++position, row.body);
      return { sequence: row.sequence, position, prev_hash: prev, hash };
    });
    if (sealed.length) {
      await tx.query(
        `update keshu.audit_event e set position = s.position, prev_hash = s.prev_hash, hash = s.hash
         from jsonb_to_recordset($1::jsonb) as s(sequence bigint, position bigint, prev_hash text, hash text) where e.sequence = s.sequence`,
        [JSON.stringify(sealed)],
      );
    }
    return { sealed: sealed.length, position, hash };
  });
}

/** Where the kept part of the chain begins: at the very first event, or after those whose time was over. */
export async function auditStart(db: Database): Promise<{ position: number; hash: string }> {
  const { rows } = await db.query<{ position: number; hash: string }>("select position, hash from keshu.audit_start order by position desc limit 1");
  return rows[0] ?? { position: 0, hash: genesis };
}

/** Whether a head that was noted outside the database is still part of the chain, or was let go with what is older. */
export async function holdsHead(db: Database, noted: { position: number; hash: string }): Promise<boolean> {
  const start = await auditStart(db);
  if (noted.position < start.position) return true;
  if (noted.position === start.position) return noted.hash === start.hash;
  const { rows } = await db.query<{ hash: string }>("select hash from keshu.audit_event where position = $1", [noted.position]);
  return rows[0]?.hash === noted.hash;
}

export interface ChainReport {
  ok: boolean;
  events: number;
  /** Position of the first event that does not fit. */
  brokenAt: number | null;
  head: string;
}

/** Walks the whole chain and compares every hash. */
export async function verifyAuditChain(db: Database, page = 5_000): Promise<ChainReport> {
  let { position, hash } = await auditStart(db);
  const first = position;
  for (;;) {
    const { rows } = await db.query<AuditRow>(
      `select sequence, position, prev_hash, hash, ${body} from keshu.audit_event where position > $1 order by position limit $2`,
      [position, page],
    );
    for (const row of rows) {
      const expected = chain(hash, position + 1, row.body);
      if (row.position !== position + 1 || row.prev_hash !== hash || row.hash !== expected)
        return { ok: false, events: position - first, brokenAt: position + 1, head: hash };
      position++;
      hash = expected;
    }
    if (rows.length < page) return { ok: true, events: position - first, brokenAt: null, head: hash };
  }
}

/** Seals every few seconds until stopped; `onHead` gets each new head, to be logged. */
export function startAuditSealing(
  db: Database,
  options: { everyMs?: number; onHead?: (head: { position: number; hash: string }) => void; onError?: (error: unknown) => void } = {},
): { stop(): void } {
  let isStopped = false;
  const run = async (): Promise<void> => {
    try {
      const head = await sealAuditLog(db);
      if (head.sealed) options.onHead?.({ position: head.position, hash: head.hash });
    } catch (error) {
      if (!isStopped) options.onError?.(error);
    }
    if (!isStopped) timer = setTimeout(run, options.everyMs ?? 5_000).unref();
  };
  let timer = setTimeout(run, options.everyMs ?? 5_000).unref();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
