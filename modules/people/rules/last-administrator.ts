import type { Database, Problem } from "@keshu/kernel";

/**
 * Problem when nobody active is an administrator any more. Asked after storing, under the identity lock, so that
 * two administrators cannot remove each other at once.
 */
export async function checkLastAdministrator(db: Database, path: string): Promise<Problem[]> {
  const { rows } = await db.query(
    `select 1 from crm."user" u where u.deleted_at is null and u.state = 'active'
       and exists (select 1 from crm."role" r where r.id = any(u.role_ids) and r.is_administrator and r.deleted_at is null) limit 1`,
  );
  return rows.length ? [] : [{ path, code: "LAST_ADMINISTRATOR" }];
}
