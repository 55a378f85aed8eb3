import { createHash } from "node:crypto";
import { type Context, createError, type Database, within } from "@keshu/kernel";
import { withRetries } from "@keshu/records";
import type { FastifyRequest } from "fastify";
import type { Answer } from "./endpoint.ts";
import { uploadOf } from "./multipart.ts";

/** Hours a key is remembered; docs/api.md promises 24. */
const keptHours = 48;

/** The Idempotency-Key of a call, if any. @throws INVALID_PARAMETER when it is empty, too long or not printable ASCII */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return null;
  if (typeof key !== "string" || !/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(key)) {
    throw createError("INVALID_PARAMETER", { params: { field: "Idempotency-Key" }, errors: [{ path: "Idempotency-Key", code: "INVALID_PARAMETER" }] });
  }
  return key;
}

/**
 * Runs a write at most once per key. The key's row, the write and the answer commit together, so neither a crash
 * nor a second call in the meantime (it waits for the row) does it twice. A failed write leaves no key behind. What
 * PostgreSQL ended in favour of another transaction is run again as a whole.
 * @throws IDEMPOTENCY_KEY_REUSED when the key came with another request
 */
export function runOnce(ctx: Context, key: string, request: FastifyRequest, write: (ctx: Context) => Promise<Answer>): Promise<Answer> {
  const principal = request.identity?.id ?? "";
  const hash = hashOf(request);
  const once = async (tx: Database): Promise<Answer> => {
    const claimed = await tx.prepared(
      "insert into keshu.idempotency_key (principal, key, request_hash) values ($1, $2, $3) on conflict (principal, key) do nothing",
      [principal, key, hash],
    );
    if (claimed.rowCount === 0) return firstAnswer(tx, principal, key, hash);
    const answer = await write(within(ctx, tx));
    await keep(tx, principal, key, answer);
    return answer;
  };
  return withRetries(ctx, () => ctx.db.transaction(once));
}

/**
 * The same for a write that cannot run inside one transaction, such as a change of tables. The key is claimed first and
 * the answer kept afterwards; a second call meanwhile is a CONFLICT, and a claim left by a crash ends after a minute.
 */
export async function runOnceApart(ctx: Context, key: string, request: FastifyRequest, write: (ctx: Context) => Promise<Answer>): Promise<Answer> {
  const principal = request.identity?.id ?? "";
  const hash = hashOf(request);
  const claimed = await ctx.db.prepared(
    `insert into keshu.idempotency_key as k (principal, key, request_hash) values ($1, $2, $3) on conflict (principal, key)
     do update set created_at = now() where k.status is null and k.request_hash = excluded.request_hash and k.created_at < now() - interval '1 minute'`,
    [principal, key, hash],
  );
  if (claimed.rowCount === 0) return firstAnswer(ctx.db, principal, key, hash);
  try {
    const answer = await write(ctx);
    await keep(ctx.db, principal, key, answer);
    return answer;
  } catch (error) {
    await ctx.db.prepared("delete from keshu.idempotency_key where principal = $1 and key = $2 and status is null", [principal, key]);
    throw error;
  }
}

async function keep(db: Database, principal: string, key: string, answer: Answer): Promise<void> {
  const isText = typeof answer.body === "string";
  const body = answer.body === undefined || answer.body === null ? null : isText ? answer.body : JSON.stringify(answer.body);
  await db.prepared("update keshu.idempotency_key set status = $3, headers = $4, body = $5 where principal = $1 and key = $2", [
    principal,
    key,
    answer.status,
    JSON.stringify({ ...(body === null || isText ? {} : { "content-type": "application/json; charset=utf-8" }), ...answer.headers }),
    body,
  ]);
}

async function firstAnswer(tx: Database, principal: string, key: string, hash: Buffer): Promise<Answer> {
  const { rows } = await tx.prepared<{ same: boolean; status: number | null; headers: Record<string, string>; body: string | null }>(
    "select request_hash = $3 as same, status, headers, body from keshu.idempotency_key where principal = $1 and key = $2",
    [principal, key, hash],
  );
  const first = rows[0];
  if (first && !first.same) throw createError("IDEMPOTENCY_KEY_REUSED");
  if (!first || first.status === null) throw createError("CONFLICT");
  return { status: first.status, body: first.body ?? undefined, headers: { ...first.headers, "idempotent-replayed": "true" } };
}

/** Forgets keys older than promised; a periodic job. Returns how many went. */
export async function sweepIdempotencyKeys(db: Database): Promise<number> {
  const { rowCount } = await db.query("delete from keshu.idempotency_key where created_at < now() - make_interval(hours => $1)", [keptHours]);
  return rowCount;
}

function hashOf(request: FastifyRequest): Buffer {
  const hash = createHash("sha256").update(`${request.method} ${request.url}\n`);
  const upload = uploadOf(request);
  if (upload) return hash.update(upload.digest).digest();
  return hash.update(request.body === undefined ? "" : canonical(request.body)).digest();
}

/** JSON with keys in order, so that a client may serialise a retry in another order. Passwords leave no fast hash behind. */
function canonical(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch {
    throw createError("INVALID_REQUEST"); // nested more deeply than the stack: nothing anyone means
  }
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, inner) =>
    key === "password"
      ? undefined
      : inner !== null && typeof inner === "object" && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
  );
}
