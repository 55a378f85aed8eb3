import { createHash, randomBytes } from "node:crypto";

export type TokenKind = "session" | "api_key";
const prefixes: Record<TokenKind, string> = { session: "kt_", api_key: "ks_" };

/** 256 random bits behind a prefix that tells its kind. Shown once, stored only as hashToken(token). */
export function newToken(kind: TokenKind): string {
  return prefixes[kind] + randomBytes(32).toString("base64url");
}

export function kindOfToken(token: string): TokenKind | null {
  if (!/^k[ts]_[A-Za-z0-9_-]{43}$/.test(token)) return null;
  return token.startsWith(prefixes.session) ? "session" : "api_key";
}

/**
 * SHA-256 in hex. Tokens have full entropy, so that no slow hash is needed; lookup by hash makes timing harmless,
 * because nobody can steer the hash of a guess.
 */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
