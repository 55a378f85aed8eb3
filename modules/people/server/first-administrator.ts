import type { ObjectType } from "@keshu/catalog";
import type { Context, Database } from "@keshu/kernel";
import { createRecord, currentCatalog, restoreRecord, updateRecord } from "@keshu/records";
import { writeAudit } from "./audit.ts";
import { credentialOf, setPassword } from "./credentials.ts";
import { newOneTimePassword, verifyPassword } from "./passwords.ts";
import { seedRoleIds, seedRoles } from "./seed-roles.ts";
import { clearFailures } from "./sign-in-throttle.ts";
import { systemContext } from "./system-principal.ts";

export interface FirstAdministratorConfig {
  /** KESHU_ADMIN_EMAIL */
  adminEmail?: string | undefined;
  /** KESHU_ADMIN_PASSWORD */
  adminPassword?: string | undefined;
}

/** Until the person says their own. */
export const firstAdministratorName = { zh: "管理员", en: "Administrator" };

const startLock = 4_242_102;
const defaultEmail = "admin@keshu.local";

/**
 * Makes the roles every installation begins with and sees that somebody can sign in. A configured e-mail or
 * password works at once, also on later starts; otherwise, when there is no administrator, one is made and its
 * one-time password is returned, once (and another at a later start, as long as nobody used it).
 * null when nothing was made.
 */
export async function ensureFirstAdministrator(db: Database, config: FirstAdministratorConfig = {}): Promise<{ email: string; password?: string } | null> {
  return db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [startLock]); // servers that start together make one
    const ctx = systemContext(tx, "start");
    await seed(ctx);
    const known = await administrators(tx);
    const isConfigured = Boolean(config.adminEmail || config.adminPassword);
    if (!isConfigured && known.some((a) => !a.is_unused)) return null;
    const email = (config.adminEmail || (isConfigured ? undefined : known[0]?.email) || defaultEmail).trim().toLowerCase();
    const userId = await makeAdministrator(ctx, email);
    if (config.adminPassword) {
      const changed = await ensurePassword(tx, userId, config.adminPassword, email);
      return changed ? { email } : null;
    }
    const before = known.find((a) => a.email === email);
    if (before ? !before.is_unused || before.is_fresh : (await credentialOf(tx, userId))?.password_hash) return null;
    const password = newOneTimePassword();
    await setPassword(tx, { userId, password, mustChange: true });
    return { email, password };
  });
}

interface Administrator {
  email: string;
  /** Their one-time password was never used: perhaps nobody ever saw it, because that start failed. */
  is_unused: boolean;
  /** Another server that starts together with this one has just made it, and prints it. */
  is_fresh: boolean;
}

async function administrators(db: Database): Promise<Administrator[]> {
  const { rows } = await db.query<Administrator>(
    `select u.email, c.must_change and c.last_sign_in_at is null as is_unused, c.password_changed_at > now() - interval '5 seconds' as is_fresh
     from crm."user" u join keshu.credential c on c.user_id = u.id where u.deleted_at is null and u.state = 'active'
       and exists (select 1 from crm."role" r where r.id = any(u.role_ids) and r.is_administrator and r.deleted_at is null) order by u.id limit 100`,
  );
  return rows;
}

async function seed(ctx: Context): Promise<void> {
  const { rows } = await ctx.db.query<{ id: string; name: string; description: string | null; is_bare: boolean }>(
    'select id, name, description, version = 1 and name_en is null as is_bare from crm."role" where id = any($1::uuid[])',
    [seedRoles.map((r) => r.id)],
  );
  for (const role of seedRoles) {
    const known = rows.find((r) => r.id === role.id); // deleted ones too: they stay deleted
    if (!known) await createRecord(ctx, objectNamed("role"), { ...role });
    // made before roles had English names
    else if (known.is_bare && known.name === role.name && known.description === role.description)
      await updateRecord(ctx, objectNamed("role"), role.id, { name_en: role.name_en, description_en: role.description_en });
  }
}

/** A living, active user with that e-mail and an administrator role. */
async function makeAdministrator(ctx: Context, email: string): Promise<string> {
  const roleId = await administratorRole(ctx);
  const { rows } = await ctx.db.query<{ id: string; role_ids: string[] | null; state: string; is_deleted: boolean }>(
    `select id, role_ids, state, deleted_at is not null as is_deleted from crm."user" where email = $1 order by deleted_at desc nulls first limit 1`,
    [email],
  );
  const user = rows[0];
  if (!user) return (await createRecord(ctx, objectNamed("user"), { email, name: firstAdministratorName.zh, role_ids: [roleId], state: "active" })).id;
  if (user.is_deleted) await restoreRecord(ctx, objectNamed("user"), user.id);
  const { rows: held } = await ctx.db.query('select 1 from crm."role" where id = any($1::uuid[]) and is_administrator and deleted_at is null', [
    user.role_ids ?? [],
  ]);
  const patch = { ...(held.length ? {} : { role_ids: [...(user.role_ids ?? []), roleId] }), ...(user.state === "active" ? {} : { state: "active" }) };
  if (Object.keys(patch).length) await updateRecord(ctx, objectNamed("user"), user.id, patch);
  return user.id;
}

async function administratorRole(ctx: Context): Promise<string> {
  const { rows } = await ctx.db.query<{ id: string }>('select id from crm."role" where is_administrator and deleted_at is null order by id limit 1');
  if (rows[0]) return rows[0].id;
  await restoreRecord(ctx, objectNamed("role"), seedRoleIds.administrator);
  await updateRecord(ctx, objectNamed("role"), seedRoleIds.administrator, { is_administrator: true });
  return seedRoleIds.administrator;
}

async function ensurePassword(tx: Database, userId: string, password: string, email: string): Promise<boolean> {
  const credential = await credentialOf(tx, userId);
  if (credential?.password_hash && !credential.must_change && (await verifyPassword(credential.password_hash, password))) return false;
  await setPassword(tx, { userId, password });
  await clearFailures(tx, email);
  await writeAudit(tx, { kind: "password.set_at_start", actor: null, object: "user", recordId: userId });
  return true;
}

function objectNamed(name: string): ObjectType {
  const object = currentCatalog().byName.get(name);
  if (!object) throw new Error(`The catalog has no object ${name}: load it before the first administrator is made`);
  return object;
}
