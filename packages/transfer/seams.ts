import type { Context, Database, Principal } from "@keshu/kernel";
import type { FileStore } from "@keshu/platform/files";

/** What transfer needs from the rest of the server. */
export interface TransferSeams {
  db: Database;
  files: FileStore;
  /** Rights as they are now, of a person or within the scopes of their API key; null: no such active person or key. */
  principalOf: (db: Database, userId: string, apiKeyId: string | null) => Promise<Principal | null>;
}

/** The API key a call came with, where the identity module says so. */
export function apiKeyOf(principal: Principal): string | null {
  const id = (principal as { apiKeyId?: unknown }).apiKeyId;
  return typeof id === "string" ? id : null;
}

/** The context of work that goes on after the request: the person's rights, found again. */
export function contextFor(db: Database, principal: Principal, options: { locale: string; origin: string }): Context {
  return { db, principal, locale: options.locale === "en" ? "en" : "zh-CN", origin: options.origin, requestId: options.origin };
}
