import type { Database } from "@keshu/kernel";
import { currentCatalog } from "./catalog-store/current.ts";

interface Ended {
  object: string;
  record_id: string;
  user_id: string;
  access: string;
  until: string;
}

/**
 * Ends shares whose time is over and tells their people that the record is gone from their sight. Rights do
 * not wait for this: an ended share gives none from its last moment on.
 * @returns shares ended
 */
export async function expireShares(db: Database): Promise<number> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.query<Ended>("delete from keshu.team_member where until <= now() returning object, record_id, user_id, access, until");
    for (const [name, ended] of Map.groupBy(rows, (row) => row.object)) {
      const object = currentCatalog().byName.get(name);
      if (!object) continue;
      await tx.query(
        `insert into keshu.change (object, record_id, kind, origin, diff, owner_before, department_before, owner_after, department_after, audience)
         select $1, t.id, 'shared', 'system', jsonb_build_object('members', jsonb_build_object('from', jsonb_agg(jsonb_build_object('user_id', e.user_id, 'access', e.access, 'until', e.until)))),
           t.owner_id, t.department_id, t.owner_id, t.department_id, array_agg(e.user_id)
         from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) e(record_id, user_id, access, until) join ${object.table} t on t.id = e.record_id
         group by t.id, t.owner_id, t.department_id`,
        [name, ended.map((e) => e.record_id), ended.map((e) => e.user_id), ended.map((e) => e.access), ended.map((e) => e.until)],
      );
    }
    return rows.length;
  });
}
