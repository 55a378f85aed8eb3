import type { Database, Principal } from "@keshu/kernel";
import { principalOfUser } from "@keshu/people";

/** Rights as they are now, for work that goes on after a request; within the scopes of the API key it came with. */
export async function principalOf(db: Database, userId: string, apiKeyId: string | null): Promise<Principal | null> {
  if (apiKeyId === null) return principalOfUser(db, userId);
  const { rows } = await db.query<{ scopes: string[] }>(
    "select scopes from keshu.api_key where id = $1 and user_id = $2 and revoked_at is null and (expires_at is null or expires_at > now())",
    [apiKeyId, userId],
  );
  return rows[0] ? principalOfUser(db, userId, { apiKeyId, keyScopes: rows[0].scopes }) : null;
}
