import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Database } from "@keshu/kernel";
import { Secret, TOTP } from "otpauth";
import { seal, unseal } from "./secret-box.ts";

const period = 30;
const issuer = "Keshu 客枢";

/** A fresh secret and the address an authenticator app reads (RFC 6238; Key URI Format). */
export function newTotpSecret(email: string): { secret: string; url: string } {
  const secret = new Secret({ size: 20 });
  return { secret: secret.base32, url: new TOTP({ issuer, label: email, secret }).toString() };
}

export function sealTotp(secret: string, userId: string): string {
  return seal(secret, `totp:${userId}`);
}

/** A code as people type it: with spaces, in full-width digits from a Chinese keyboard, in capitals. */
export function readCode(given: string): string {
  return given.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();
}

/** The time step a code belongs to, one step early or late allowed; null when it fits none. */
export function stepOfCode(sealedSecret: string, userId: string, code: string, now = Date.now()): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const secret = Secret.fromBase32(unseal(sealedSecret, `totp:${userId}`));
  const delta = TOTP.validate({ token: code, secret, period, timestamp: now, window: 1 });
  return delta === null ? null : TOTP.counter({ period, timestamp: now }) + delta;
}

/** Ten codes that each replace the app once. */
export function newRecoveryCodes(): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: 10 }, () =>
    randomBytes(8)
      .toString("hex")
      .replace(/(.{4})(?=.)/g, "$1-"),
  );
  return { codes, hashes: codes.map(hashRecoveryCode) };
}

function hashRecoveryCode(code: string): string {
  return createHash("sha256")
    .update(code.replaceAll(/[^0-9a-f]/g, ""))
    .digest("hex");
}

export interface TotpCredential {
  user_id: string;
  totp_secret: string;
  recovery_hashes: string[];
}

/** Spends a code: from the app, later than the last one used, or a recovery code. False when it does not fit or was used. */
export async function spendCode(db: Database, credential: TotpCredential, given: string, now = Date.now()): Promise<boolean> {
  const code = readCode(given);
  const step = stepOfCode(credential.totp_secret, credential.user_id, code, now);
  if (step !== null) {
    const spent = await db.query("update keshu.credential set totp_last_step = $2 where user_id = $1 and totp_last_step < $2 returning 1", [
      credential.user_id,
      step,
    ]);
    return spent.rowCount === 1;
  }
  const hash = hashRecoveryCode(code);
  const known = credential.recovery_hashes.some((h) => h.length === hash.length && timingSafeEqual(Buffer.from(h), Buffer.from(hash)));
  if (!known) return false;
  const spent = await db.query(
    "update keshu.credential set recovery_hashes = array_remove(recovery_hashes, $2) where user_id = $1 and $2 = any(recovery_hashes) returning 1",
    [credential.user_id, hash],
  );
  return spent.rowCount === 1;
}
