import { randomBytes, randomInt } from "node:crypto";
import { createError, type Problem } from "@keshu/kernel";
import { hash, parseOptions, verify } from "@node-rs/argon2";
import { isCommonPassword } from "./common-passwords.ts";

// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, t = 2, p = 1
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export const minimumLength = 8;
const maximumLength = 1_000;
let nobodysHash: Promise<string> | undefined;

/** argon2id in PHC form, computed off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalize(password), cost);
}

/** Whether the password fits; takes the same time when there is no such user (`stored` undefined). */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(32).toString("base64url"));
  const against = stored ?? (await nobodysHash);
  const fits = password.length <= maximumLength && (await verify(against, normalize(password)));
  return stored !== undefined && fits;
}

/** True when the stored hash is weaker than today's cost. */
export function needsRehash(stored: string): boolean {
  const options = parseOptions(stored);
  return options.algorithm !== cost.algorithm || options.memoryCost < cost.memoryCost || options.timeCost < cost.timeCost;
}

/** NIST SP 800-63B §3.1.1.2: length and a list of common ones, no composition rules. null when the password is fine. */
export function checkPassword(password: unknown, path: string, person: { email?: string; name?: string } = {}): Problem | null {
  if (typeof password !== "string") return { path, code: "INVALID_TEXT" };
  const plain = normalize(password).toLowerCase();
  const own = [person.email, person.email?.split("@")[0], person.name].map((v) => v?.trim().toLowerCase());
  const isWeak = [...plain].length < minimumLength || isCommonPassword(plain) || own.includes(plain);
  if (isWeak) return { path, code: "WEAK_PASSWORD", params: { min: minimumLength } };
  return password.length > maximumLength ? { path, code: "TOO_LONG", params: { max: maximumLength } } : null;
}

/** @throws VALIDATION_FAILED naming the path */
export function requirePassword(password: unknown, path: string, person: { email?: string; name?: string } = {}): string {
  const problem = checkPassword(password, path, person);
  if (problem) throw createError("VALIDATION_FAILED", { errors: [problem] });
  return password as string;
}

// without 0 O 1 l I, which people mistype
const alphabet = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

/** 16 characters in four groups, about 92 bits. */
export function newOneTimePassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

/** The same characters from every keyboard. */
function normalize(password: string): string {
  return password.normalize("NFKC");
}
