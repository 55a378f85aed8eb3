import { createError, type Database } from "@keshu/kernel";
import { writeAudit } from "./audit.ts";
import { type Credential, findCredential } from "./credentials.ts";
import { hashPassword, needsRehash, verifyPassword } from "./passwords.ts";
import { endSessionOfToken, openSession } from "./sessions.ts";
import { accountKey, assertNotLocked, clearFailures, inTurn, noteFailure } from "./sign-in-throttle.ts";
import { spendCode } from "./totp.ts";

export interface SignInInput {
  email?: string | undefined;
  password?: string | undefined;
  totp?: string | undefined;
  ip: string;
  userAgent: string;
  requestId?: string | undefined;
  /** The session the browser came with: it ends. */
  previousToken?: string | undefined;
}

export interface SignedIn {
  token: string;
  userId: string;
  sessionId: string;
  maxAge: number;
  mustChangePassword: boolean;
  /** Nobody has signed in to this account before. */
  isFirst: boolean;
}

/** @throws INVALID_CREDENTIALS for everything that does not fit, TOTP_REQUIRED, ACCOUNT_LOCKED */
export async function signIn(db: Database, input: SignInInput): Promise<SignedIn> {
  const { email, password } = input;
  if (!email || !password) throw createError("INVALID_CREDENTIALS");
  return inTurn(email, () => attempt(db, { ...input, email, password }));
}

async function attempt(db: Database, input: SignInInput & { email: string; password: string }): Promise<SignedIn> {
  await assertNotLocked(db, input);
  const credential = await findCredential(db, input.email);
  const isPasswordRight = await verifyPassword(credential?.password_hash ?? undefined, input.password);
  const reason = refusal(credential, isPasswordRight);
  if (!credential || reason) return refuse(db, input, credential, reason ?? "unknown_account");
  if (credential.totp_secret !== null) {
    if (!input.totp) throw createError("TOTP_REQUIRED");
    if (!(await spendCode(db, { ...credential, totp_secret: credential.totp_secret }, input.totp))) return refuse(db, input, credential, "code");
  }
  return succeed(db, input, credential);
}

function refusal(credential: Credential | undefined, isPasswordRight: boolean): string | null {
  if (!credential) return "unknown_account";
  if (!isPasswordRight) return "password";
  if (credential.state !== "active") return "frozen";
  if (credential.one_time_until && Date.parse(credential.one_time_until) < Date.now()) return "one_time_password_expired";
  return null;
}

async function refuse(db: Database, input: SignInInput & { email: string }, credential: Credential | undefined, reason: string): Promise<never> {
  await db.transaction(async (tx) => {
    const locked = await noteFailure(tx, input);
    await tx.query("update keshu.credential set failed_attempts = failed_attempts + 1 where user_id = $1", [credential?.user_id ?? null]);
    await writeAudit(tx, {
      kind: locked ? "sign_in.locked" : "sign_in.failed",
      actor: credential?.user_id ?? null,
      ip: input.ip,
      requestId: input.requestId,
      details: { reason, ...(credential ? {} : { account: accountKey(input.email).slice(0, 16) }) },
    });
  });
  throw createError("INVALID_CREDENTIALS");
}

async function succeed(db: Database, input: SignInInput & { email: string; password: string }, credential: Credential): Promise<SignedIn> {
  const rehashed = needsRehash(credential.password_hash as string) ? await hashPassword(input.password) : null;
  return db.transaction(async (tx) => {
    if (input.previousToken) await endSessionOfToken(tx, input.previousToken);
    await clearFailures(tx, input.email);
    const { rows } = await tx.query<{ is_first: boolean }>("select last_sign_in_at is null as is_first from keshu.credential where user_id = $1 for update", [
      credential.user_id,
    ]);
    const isFirst = rows[0]?.is_first ?? false;
    await tx.query("update keshu.credential set last_sign_in_at = now(), failed_attempts = 0, password_hash = coalesce($2, password_hash) where user_id = $1", [
      credential.user_id,
      rehashed,
    ]);
    const session = await openSession(tx, { userId: credential.user_id, ip: input.ip, userAgent: input.userAgent });
    await writeAudit(tx, {
      kind: "sign_in.succeeded",
      actor: credential.user_id,
      ip: input.ip,
      requestId: input.requestId,
      details: { session_id: session.id, with_code: credential.totp_secret !== null },
    });
    return {
      token: session.token,
      userId: credential.user_id,
      sessionId: session.id,
      maxAge: session.maxAge,
      mustChangePassword: credential.must_change,
      isFirst,
    };
  });
}
