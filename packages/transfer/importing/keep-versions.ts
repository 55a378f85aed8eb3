import type { ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";
import type { Chunk } from "./import-store.ts";
import type { UpdatedRecord } from "./stored-import.ts";

/** What an undo needs of the records that were changed: their values before, from this transaction's changes, and their version now. */
export async function keepVersions(tx: Database, object: ObjectType, chunk: Chunk): Promise<void> {
  const created = new Set(chunk.created);
  chunk.updated = chunk.updated.filter((u) => !created.has(u.id));
  if (chunk.updated.length === 0) return;
  const ids = chunk.updated.map((u) => u.id);
  const { rows: changes } = await tx.query<{ record_id: string; diff: Record<string, { from?: unknown }> }>(
    "select record_id, diff from keshu.change where transaction = pg_current_xact_id() and object = $1 and kind = 'updated' and record_id = any($2::uuid[]) order by sequence",
    [object.name, ids],
  );
  const { rows: versions } = await tx.query<{ id: string; version: number }>(`select id, version from ${object.table} where id = any($1::uuid[])`, [ids]);
  const versionOf = new Map(versions.map((v) => [v.id, v.version]));
  const updated = new Map<string, UpdatedRecord>(ids.map((id) => [id, { id, version: versionOf.get(id) ?? 0, before: {} }]));
  for (const { record_id, diff } of changes) {
    const before = updated.get(record_id)?.before;
    if (before) for (const [name, { from }] of Object.entries(diff)) if (!(name in before)) before[name] = from ?? null;
  }
  chunk.updated = [...updated.values()];
}
