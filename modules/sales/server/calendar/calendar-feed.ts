import { createHash, randomBytes } from "node:crypto";
import { type Context, createError, type Database } from "@keshu/kernel";

const form = /^[A-Za-z0-9_-]{43}$/;

/** Like other tokens of full entropy: SHA-256, so that what is stored opens nothing. */
function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Makes the person's feed, or a new address for it: the one before ends. The token is shown once. @throws FORBIDDEN for keys */
export async function renewFeed(ctx: Context): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await ctx.db.query(
    `insert into keshu.calendar_feed (user_id, token_hash) values ($1, $2)
     on conflict (user_id) do update set token_hash = excluded.token_hash, created_at = now(), read_at = null`,
    [personOf(ctx), hashToken(token)],
  );
  return token;
}

/** Since when the person has a feed and when it was last read; null: there is none. */
export async function readFeedState(ctx: Context): Promise<{ created_at: string; read_at: string | null } | null> {
  const { rows } = await ctx.db.query<{ created_at: string; read_at: string | null }>(
    "select created_at, read_at from keshu.calendar_feed where user_id = $1",
    [personOf(ctx)],
  );
  return rows[0] ?? null;
}

export async function endFeed(ctx: Context): Promise<void> {
  await ctx.db.query("delete from keshu.calendar_feed where user_id = $1", [personOf(ctx)]);
}

/** Whose feed a token opens; null when it opens none. The time of reading is noted to the minute. */
export async function userOfFeed(db: Database, token: string): Promise<string | null> {
  if (!form.test(token)) return null;
  const hash = hashToken(token);
  const { rows } = await db.query<{ user_id: string; is_old: boolean }>(
    "select user_id, read_at is null or read_at < now() - interval '1 minute' as is_old from keshu.calendar_feed where token_hash = $1",
    [hash],
  );
  if (rows[0]?.is_old) await db.query("update keshu.calendar_feed set read_at = now() where token_hash = $1", [hash]);
  return rows[0]?.user_id ?? null;
}

/** A feed is a person's own: an API key could hand out what its scopes do not cover. */
function personOf(ctx: Context): string {
  if (ctx.principal.kind !== "user") throw createError("FORBIDDEN");
  return ctx.principal.userId;
}
