import { createHash } from "node:crypto";
import { createError, type Database } from "@keshu/kernel";

/** Failures after which waiting begins, and the first wait; each further failure doubles it. */
export const throttleLimits = {
  account: { after: 5, firstSeconds: 5 },
  address: { after: 50, firstSeconds: 5 },
  longestSeconds: 15 * 60,
  forgottenAfterMinutes: 60,
};

export interface Attempt {
  email: string;
  ip: string;
}

/** The account's key: people type passwords into the e-mail field, so it is not kept in clear. */
export function accountKey(email: string): string {
  return createHash("sha256").update(email.trim().toLowerCase()).digest("hex");
}

const keysOf = (attempt: Attempt): [string, string] => [accountKey(attempt.email), attempt.ip || "unknown"];

/** @throws ACCOUNT_LOCKED with the seconds to wait; the same for accounts that do not exist */
export async function assertNotLocked(db: Database, attempt: Attempt): Promise<void> {
  const { rows } = await db.query<{ seconds: number }>(
    `select ceil(extract(epoch from max(locked_until) - clock_timestamp()))::int as seconds from keshu.sign_in_attempt
     where ((kind = 'account' and key = $1) or (kind = 'address' and key = $2)) and locked_until > clock_timestamp()`,
    keysOf(attempt),
  );
  const seconds = rows[0]?.seconds;
  if (seconds && seconds > 0) throw createError("ACCOUNT_LOCKED", { params: { seconds }, extra: { retry_after: seconds } });
}

/** Counts a failure for the account and the address; true when it locks the account. */
export async function noteFailure(db: Database, attempt: Attempt): Promise<boolean> {
  const [account, address] = keysOf(attempt);
  const isLocked = await countFailure(db, "account", account);
  await countFailure(db, "address", address);
  return isLocked;
}

async function countFailure(db: Database, kind: "account" | "address", key: string): Promise<boolean> {
  const { after, firstSeconds } = throttleLimits[kind];
  const counted = `case when a.last_failure_at < clock_timestamp() - $3::int * interval '1 minute' then 1 else a.failures + 1 end`;
  const { rows } = await db.query<{ failures: number }>(
    `insert into keshu.sign_in_attempt as a (kind, key, failures, last_failure_at) values ($1, $2, 1, clock_timestamp())
     on conflict (kind, key) do update set last_failure_at = clock_timestamp(), failures = ${counted},
       locked_until = case when ${counted} >= $4::int
         then clock_timestamp() + least($6::int, $5::int * power(2, least(${counted} - $4::int, 20))) * interval '1 second' end
     returning failures`,
    [kind, key, throttleLimits.forgottenAfterMinutes, after, firstSeconds, throttleLimits.longestSeconds],
  );
  return (rows[0]?.failures ?? 0) >= after;
}

/** Forgets the account's failures after a success, or when an administrator helps. The address keeps its own. */
export async function clearFailures(db: Database, email: string): Promise<void> {
  await db.query("delete from keshu.sign_in_attempt where kind = 'account' and key = $1", [accountKey(email)]);
}

const turns = new Map<string, Promise<void>>();
const waiting = new Map<string, number>();
const longestQueue = 50;

/**
 * Attempts on one account go one after another on this server, each seeing the failures before it: guesses sent
 * at once gain nothing. @throws RATE_LIMITED when too many wait
 */
export async function inTurn<T>(email: string, work: () => Promise<T>): Promise<T> {
  const key = accountKey(email);
  const ahead = waiting.get(key) ?? 0;
  if (ahead >= longestQueue) throw createError("RATE_LIMITED", { params: { seconds: 5 }, extra: { retry_after: 5 } });
  waiting.set(key, ahead + 1);
  const before = turns.get(key) ?? Promise.resolve();
  const result = before.then(work);
  const settled = result.then(
    () => {},
    () => {},
  );
  turns.set(key, settled);
  try {
    return await result;
  } finally {
    const left = (waiting.get(key) as number) - 1;
    if (left > 0) waiting.set(key, left);
    else {
      waiting.delete(key);
      turns.delete(key);
    }
  }
}
