import type { Database } from "@keshu/kernel";
import { bumpIdentity } from "./identity-epoch.ts";
import { hashPassword } from "./passwords.ts";

export interface Credential {
  user_id: string;
  email: string;
  name: string;
  state: string;
  password_hash: string | null;
  must_change: boolean;
  one_time_until: string | null;
  totp_secret: string | null;
  totp_pending: string | null;
  recovery_hashes: string[];
}

const columns = `u.id as user_id, u.email, u.name, u.state, c.password_hash, coalesce(c.must_change, false) as must_change, c.one_time_until,
  c.totp_secret, c.totp_pending, coalesce(c.recovery_hashes, '{}') as recovery_hashes`;
const source = `crm."user" u left join keshu.credential c on c.user_id = u.id`;

/** What a living user signs in with, by e-mail in any case. */
export async function findCredential(db: Database, email: string): Promise<Credential | undefined> {
  const { rows } = await db.query<Credential>(`select ${columns} from ${source} where u.email = $1 and u.deleted_at is null`, [email.trim().toLowerCase()]);
  return rows[0];
}

export async function credentialOf(db: Database, userId: string): Promise<Credential | undefined> {
  const { rows } = await db.query<Credential>(`select ${columns} from ${source} where u.id = $1 and u.deleted_at is null`, [userId]);
  return rows[0];
}

export interface SetPassword {
  userId: string;
  password: string;
  /** It must be changed at the next sign-in before anything else. */
  mustChange?: boolean;
  /** Days after which a one-time password is void. */
  validDays?: number;
  /** The session that stays; all others of the person end. */
  keepSession?: string | undefined;
}

/** Sets a password and ends the person's other sessions. Within the caller's transaction. */
export async function setPassword(tx: Database, { userId, password, mustChange = false, validDays, keepSession }: SetPassword): Promise<void> {
  await storePasswordHash(tx, { userId, hash: await hashPassword(password), mustChange, validDays });
  await tx.query("update keshu.session set revoked_at = now() where user_id = $1 and revoked_at is null and id is distinct from $2::uuid", [
    userId,
    keepSession ?? null,
  ]);
  await bumpIdentity(tx);
}

async function storePasswordHash(tx: Database, value: { userId: string; hash: string; mustChange: boolean; validDays: number | undefined }): Promise<void> {
  await tx.query(
    `insert into keshu.credential (user_id, password_hash, must_change, one_time_until) values ($1, $2, $3, now() + $4::int * interval '1 day')
     on conflict (user_id) do update set password_hash = excluded.password_hash, must_change = excluded.must_change, one_time_until = excluded.one_time_until,
       password_changed_at = now(), failed_attempts = 0`,
    [value.userId, value.hash, value.mustChange, value.validDays ?? null],
  );
}

/** Takes two-step sign-in away, with its recovery codes. */
export async function removeTotp(tx: Database, userId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    "update keshu.credential set totp_secret = null, totp_pending = null, totp_confirmed_at = null, recovery_hashes = '{}' where user_id = $1 and totp_secret is not null",
    [userId],
  );
  return rowCount > 0;
}
