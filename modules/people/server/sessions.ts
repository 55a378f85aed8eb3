import { createError, type Database, isUuid, newId } from "@keshu/kernel";
import { sessionLimits } from "./authenticate.ts";
import { bumpIdentity } from "./identity-epoch.ts";
import { hashToken, kindOfToken, newToken } from "./tokens.ts";

export interface SessionView {
  id: string;
  user_id: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  ip: string | null;
  user_agent: string | null;
}

const longest = 500;

/** Opens a session with a token of its own: nothing from before the sign-in lives on. */
export async function openSession(
  tx: Database,
  session: { userId: string; ip: string; userAgent: string },
): Promise<{ id: string; token: string; maxAge: number }> {
  const id = newId();
  const token = newToken("session");
  const maxAge = sessionLimits.maximumDays * 86_400;
  await tx.query(
    "insert into keshu.session (id, user_id, token_hash, ip, user_agent, expires_at) values ($1, $2, $3, $4, $5, now() + $6::int * interval '1 second')",
    [id, session.userId, hashToken(token), session.ip || null, session.userAgent.slice(0, longest) || null, maxAge],
  );
  return { id, token, maxAge };
}

/** A person's open sessions, newest first. */
export async function listSessions(db: Database, userId: string): Promise<SessionView[]> {
  const { rows } = await db.query<SessionView>(
    `select id, user_id, created_at, last_seen_at, expires_at, ip, user_agent from keshu.session
     where user_id = $1 and revoked_at is null and expires_at > now() and last_seen_at > now() - $2::int * interval '1 minute' order by created_at desc limit 200`,
    [userId, sessionLimits.idleMinutes],
  );
  return rows;
}

/** Ends a session at once, everywhere. `ofUser` limits it to that person's. Returns whose it was. @throws NOT_FOUND */
export async function endSession(tx: Database, id: string, ofUser: string | null): Promise<string> {
  if (!isUuid(id)) throw createError("NOT_FOUND");
  const { rows } = await tx.query<{ user_id: string }>(
    "update keshu.session set revoked_at = now() where id = $1 and revoked_at is null and expires_at > now() and ($2::uuid is null or user_id = $2) returning user_id",
    [id, ofUser],
  );
  const ended = rows[0];
  if (!ended) throw createError("NOT_FOUND");
  await bumpIdentity(tx);
  return ended.user_id;
}

/** Ends all sessions of people, e.g. when they are frozen. */
export async function endSessionsOf(tx: Database, userIds: readonly string[], except: string | null = null): Promise<number> {
  const { rowCount } = await tx.query(
    "update keshu.session set revoked_at = now() where user_id = any($1::uuid[]) and revoked_at is null and id is distinct from $2::uuid",
    [userIds, except],
  );
  if (rowCount) await bumpIdentity(tx);
  return rowCount;
}

/** Ends the session of a token, if it is one. */
export async function endSessionOfToken(tx: Database, token: string): Promise<{ id: string; user_id: string } | undefined> {
  if (kindOfToken(token) !== "session") return undefined;
  const { rows } = await tx.query<{ id: string; user_id: string }>(
    "update keshu.session set revoked_at = now() where token_hash = $1 and revoked_at is null returning id, user_id",
    [hashToken(token)],
  );
  if (rows[0]) await bumpIdentity(tx);
  return rows[0];
}

/** Removes what ended a while ago. For a daily job. */
export async function forgetOldSessions(db: Database): Promise<void> {
  await db.query("delete from keshu.session where expires_at < now() - interval '30 days' or revoked_at < now() - interval '30 days'");
  await db.query("delete from keshu.sign_in_attempt where last_failure_at < now() - interval '2 days'");
}
