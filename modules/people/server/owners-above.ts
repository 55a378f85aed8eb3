import type { Database } from "@keshu/kernel";

/** Those of the people whose department is this one or above it: what they share with their department tree reaches it. */
export async function ownersAbove(db: Database, departmentId: string | null, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (departmentId === null || userIds.length === 0) return new Set();
  const { rows } = await db.prepared<{ id: string }>(
    `with recursive above as (
       select d.id, d.parent_id from crm."department" d where d.id = $1
       union select d.id, d.parent_id from crm."department" d join above on d.id = above.parent_id)
     select u.id from crm."user" u where u.id = any($2::uuid[]) and u.department_id in (select id from above)`,
    [departmentId, userIds],
  );
  return new Set(rows.map((row) => row.id));
}
