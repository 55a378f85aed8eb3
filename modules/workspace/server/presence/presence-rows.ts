import type { Database } from "@keshu/kernel";

/** One connection that looks at a record. */
export interface Looking {
  sessionId: string;
  object: string;
  recordId: string;
  userId: string;
  isEditing: boolean;
}

/** Makes the table say what this server knows; writes nothing when it already does. */
export async function writePresence(db: Database, nodeId: string, looking: readonly Looking[]): Promise<void> {
  await db.prepared(
    `with now_here as (select * from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::bool[]) v(session_id, object, record_id, user_id, is_editing)),
     gone as (
       delete from keshu.presence p where node_id = $1
         and not exists (select from now_here h where (h.session_id, h.object, h.record_id) = (p.session_id, p.object, p.record_id)))
     insert into keshu.presence (node_id, session_id, object, record_id, user_id, is_editing)
     select $1, h.* from now_here h
     where not exists (select from keshu.presence p where p.node_id = $1
       and (p.session_id, p.object, p.record_id, p.is_editing) = (h.session_id, h.object, h.record_id, h.is_editing))
     on conflict (node_id, session_id, object, record_id) do update set is_editing = excluded.is_editing`,
    [
      nodeId,
      looking.map((l) => l.sessionId),
      looking.map((l) => l.object),
      looking.map((l) => l.recordId),
      looking.map((l) => l.userId),
      looking.map((l) => l.isEditing),
    ],
  );
}

export interface PresentUser {
  id: string;
  is_editing: boolean;
}

/** Who looks at these records, on all servers that still beat; by `object id`. */
export async function readPresence(db: Database, recordIds: readonly string[]): Promise<Map<string, PresentUser[]>> {
  const { rows } = await db.prepared<{ object: string; record_id: string; user_id: string; is_editing: boolean }>(
    `select p.object, p.record_id, p.user_id, bool_or(p.is_editing) as is_editing
     from keshu.presence p join keshu.node n on n.id = p.node_id and n.heartbeat_at > now() - interval '6 seconds'
     where p.record_id = any($1::uuid[]) group by p.object, p.record_id, p.user_id order by p.user_id`,
    [recordIds],
  );
  const found = new Map<string, PresentUser[]>();
  for (const row of rows) {
    const key = `${row.object} ${row.record_id}`;
    const users = found.get(key) ?? [];
    found.set(key, users);
    users.push({ id: row.user_id, is_editing: row.is_editing });
  }
  return found;
}
