import type { ObjectType } from "@keshu/catalog";
import type { Context, Reach } from "@keshu/kernel";
import type { BatchResult } from "../types.ts";
import { changeEach } from "./bulk.ts";
import { hasOwners } from "./ownership.ts";

const everywhere: Reach = { all: true, owners: [], departments: [], shared: null };

/** How long a transfer can be taken back by whoever made it. */
const patience = "1 hour";

/**
 * Takes back what the caller has just given away, though it may be out of their sight by now: each record goes to
 * the owner and department it came from, where nobody has changed it since.
 * @throws TOO_MANY_RECORDS
 */
export function takeBackRecords(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<BatchResult> {
  const isGiver = hasOwners(object) && ctx.principal.reach(object.name, "update") !== null;
  const giver: Context = isGiver ? { ...ctx, principal: { ...ctx.principal, reach: () => everywhere, may: () => true } } : ctx;
  return changeEach(giver, object, ids, ["owner_id", "department_id"], async (inner, stored) => {
    if (!isGiver) return new Map();
    const given = await ownTransfers(
      inner,
      object,
      stored.map((record) => record.id),
    );
    return new Map(given.map((row) => [row.record_id, { owner_id: row.owner, department_id: row.department }]));
  });
}

/** Where records were before, of those whose latest change is a transfer by the caller; what follows by a rule does not count. */
async function ownTransfers(ctx: Context, object: ObjectType, ids: readonly string[]) {
  const { rows } = await ctx.db.query<{ record_id: string; owner: string | null; department: string | null }>(
    `with log as (
       select record_id, at, sequence, kind, actor, origin, diff from keshu.history where record_id = any($1::uuid[]) and object = $2
       union all
       select c.record_id, c.at, c.sequence, c.kind, c.actor, c.origin, c.diff from keshu.change c
       where c.record_id = any($1::uuid[]) and c.object = $2 and c.kind not in ('access_changed', 'purged')
         and (c.transaction, c.sequence) > (select transaction, sequence from keshu.consumer where name = 'history')
     ), latest as (select distinct on (record_id) * from log where origin <> 'rule' order by record_id, at desc, sequence desc)
     select l.record_id, (l.diff->'owner_id'->>'from')::uuid as owner,
       case when l.diff ? 'department_id' then (l.diff->'department_id'->>'from')::uuid else t.department_id end as department
     from latest l join ${object.table} t on t.id = l.record_id
     where l.kind = 'updated' and l.actor = $3 and l.diff ? 'owner_id' and l.at > now() - $4::interval`,
    [ids, object.name, ctx.principal.userId, patience],
  );
  return rows;
}
