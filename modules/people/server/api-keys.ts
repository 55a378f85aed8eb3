import { actions, createError, type Database, isUuid, newId, type Problem } from "@keshu/kernel";
import { currentCatalog } from "@keshu/records";
import { platformPermissions } from "../shared/platform-permissions.ts";
import { bumpIdentity } from "./identity-epoch.ts";
import { hashToken, newToken } from "./tokens.ts";

export interface ApiKeyView {
  id: string;
  name: string;
  user_id: string;
  prefix: string;
  scopes: string[];
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
}

const columns = "id, name, user_id, prefix, scopes, created_at, expires_at, last_used_at";

export interface NewApiKey {
  name: string;
  userId: string;
  createdBy: string;
  scopes: readonly string[];
  expiresAt: string | null;
}

/** Makes a key; its token is in the answer and nowhere else. */
export async function createApiKey(tx: Database, key: NewApiKey): Promise<ApiKeyView & { token: string }> {
  const token = newToken("api_key");
  const { rows } = await tx.query<ApiKeyView>(
    `insert into keshu.api_key (id, name, user_id, token_hash, prefix, scopes, created_by, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
    [newId(), key.name, key.userId, hashToken(token), token.slice(0, 9), [...new Set(key.scopes)], key.createdBy, key.expiresAt],
  );
  return { ...(rows[0] as ApiKeyView), token };
}

export async function listApiKeys(db: Database, userId: string): Promise<ApiKeyView[]> {
  const { rows } = await db.query<ApiKeyView>(
    `select ${columns} from keshu.api_key where user_id = $1 and revoked_at is null order by created_at desc, id desc limit 1000`,
    [userId],
  );
  return rows;
}

/** Ends a key at once. `ofUser` limits it to that person's. @throws NOT_FOUND */
export async function endApiKey(tx: Database, id: string, ofUser: string | null): Promise<{ user_id: string; prefix: string }> {
  if (!isUuid(id)) throw createError("NOT_FOUND");
  const { rows } = await tx.query<{ user_id: string; prefix: string }>(
    "update keshu.api_key set revoked_at = now() where id = $1 and revoked_at is null and ($2::uuid is null or user_id = $2) returning user_id, prefix",
    [id, ofUser],
  );
  if (!rows[0]) throw createError("NOT_FOUND");
  await bumpIdentity(tx);
  return rows[0];
}

/** Scopes are `customer.read`, `*.read`, `customer.*`, `*`, or a platform permission such as `audit.read`. */
export function checkKeyScopes(scopes: readonly string[]): Problem[] {
  return scopes.flatMap((scope, i): Problem[] => (isKnownScope(scope) ? [] : [{ path: `scopes.${i}`, code: "UNKNOWN_OPTION", params: { value: scope } }]));
}

function isKnownScope(scope: string): boolean {
  if (scope === "*" || platformPermissions().has(scope)) return true;
  const [object = "", action = "", ...rest] = scope.split(".");
  if (rest.length || (object === "*" && action === "*")) return false;
  return (object === "*" || currentCatalog().byName.has(object)) && (action === "*" || (actions as readonly string[]).includes(action));
}
