import { type Database, isUuid, type Locale } from "@keshu/kernel";
import { currentCatalog } from "@keshu/records";
import type { FieldPermission, ObjectPermission, RoleDefinition } from "../shared/role-definition.ts";
import { compilePrincipal, type IdentifiedPrincipal } from "./compile-principal.ts";
import type { HeldRole, ObjectFacts } from "./grants.ts";

/** How a token led to a person; nothing for `principalOfUser`. */
export interface Entry {
  sessionId?: string;
  apiKeyId?: string;
  keyScopes?: readonly string[] | null;
  /** What they may do once they have put a password of their own for the one-time one; for telling of it, never for doing. */
  isForeseen?: boolean;
}

interface UserRow {
  department_id: string | null;
  locale: string | null;
  time_zone: string | null;
  must_change: boolean | null;
  roles: (StoredRole & { id: string; name: string; name_en: string | null })[];
}

export interface StoredRole {
  is_administrator: boolean | null;
  permissions: unknown;
  fields: unknown;
  platform: unknown;
}

/** The rights of an active person as they are stored now; null when there is none. */
export async function principalOfUser(db: Database, userId: string, entry: Entry = {}): Promise<IdentifiedPrincipal | null> {
  if (!isUuid(userId)) return null;
  const { rows } = await db.prepared<UserRow>(
    `select u.department_id, u.locale, u.time_zone, c.must_change,
       coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'name_en', r.name_en, 'is_administrator', r.is_administrator, 'permissions', r.permissions, 'fields', r.fields, 'platform', r.platform) order by r.id)
         from crm."role" r where r.id = any(u.role_ids) and r.deleted_at is null), '[]') as roles
     from crm."user" u left join keshu.credential c on c.user_id = u.id
     where u.id = $1 and u.deleted_at is null and u.state = 'active'`,
    [userId],
  );
  const user = rows[0];
  if (!user) return null;
  const roles = user.roles.map((role): HeldRole => ({ ...toRoleDefinition(role), id: role.id, label: { zh: role.name, en: role.name_en || role.name } }));
  const [departmentTree, reports] = await Promise.all([
    user.department_id && usesScope(roles, "department_tree") ? departmentsBelow(db, user.department_id) : [],
    reportsOf(db, userId),
  ]);
  return compilePrincipal(
    {
      userId,
      departmentId: user.department_id,
      locale: user.locale === "en" ? "en" : ("zh-CN" satisfies Locale),
      ...(user.time_zone ? { timeZone: user.time_zone } : {}),
      roles,
      departmentTree,
      reports,
      // A one-time password is about people who sign in; keys were made by someone who had changed theirs.
      mustChangePassword: (user.must_change ?? false) && entry.apiKeyId === undefined && !entry.isForeseen,
      ...entry,
    },
    factsOf,
  );
}

/** The same for work that goes on after its request, within the scopes of the API key it came with; null when either has ended. */
export async function principalForWork(db: Database, userId: string, apiKeyId: string | null): Promise<IdentifiedPrincipal | null> {
  if (apiKeyId === null) return principalOfUser(db, userId);
  const { rows } = await db.query<{ scopes: string[] }>(
    "select scopes from keshu.api_key where id = $1 and user_id = $2 and revoked_at is null and (expires_at is null or expires_at > now())",
    [apiKeyId, userId],
  );
  return rows[0] ? principalOfUser(db, userId, { apiKeyId, keyScopes: rows[0].scopes }) : null;
}

function factsOf(object: string): ObjectFacts | undefined {
  return currentCatalog().byName.get(object);
}

/** A stored role with everything that is missing or malformed read as nothing. */
export function toRoleDefinition(role: StoredRole): RoleDefinition {
  const list = <T>(value: unknown): T[] => (Array.isArray(value) ? value : []);
  return {
    is_administrator: role.is_administrator === true,
    permissions: list<ObjectPermission>(role.permissions).filter((p) => typeof p === "object" && p !== null),
    fields: list<FieldPermission>(role.fields).filter((f) => typeof f === "object" && f !== null),
    platform: list<string>(role.platform).filter((p) => typeof p === "string"),
  };
}

function usesScope(roles: readonly RoleDefinition[], scope: string): boolean {
  return roles.some((role) => role.permissions.some((p) => Object.values(p).includes(scope)));
}

/** The department and all below it, deleted ones too: their records remain. `union` ends any loop. */
export async function departmentsBelow(db: Database, id: string): Promise<string[]> {
  const { rows } = await db.prepared<{ id: string }>(
    `with recursive tree as (select $1::uuid as id union select d.id from crm."department" d join tree on d.parent_id = tree.id) select id from tree`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** Everyone below a person, those who left too: their records remain. `union` ends any loop. */
export async function reportsOf(db: Database, userId: string): Promise<string[]> {
  const { rows } = await db.prepared<{ id: string }>(
    `with recursive tree as (select u.id from crm."user" u where u.manager_id = $1 union select u.id from crm."user" u join tree on u.manager_id = tree.id) select id from tree where id <> $1`,
    [userId],
  );
  return rows.map((row) => row.id);
}
