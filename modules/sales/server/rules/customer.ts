import type { Context } from "@keshu/kernel";
import type { ObjectRules, PendingWrite } from "@keshu/records";
import { companyKey } from "../../shared/company-key.ts";
import { changes, checkCreditCode, fillRegion, storing } from "./checks.ts";

export const customerRules: ObjectRules = {
  object: "customer",
  async beforeWrite(ctx, rows) {
    const stored = storing(rows);
    for (const row of stored) {
      if (typeof row.values.name === "string") row.values.name_key = companyKey(row.values.name);
      checkCreditCode(row);
      fillRegion(row);
      followPool(ctx, row);
    }
    await refuseCycles(ctx, stored);
  },
  guards: {
    not_locked: (_ctx, record, values) => ((values.is_locked ?? record.is_locked) ? { path: "pool_status", code: "CUSTOMER_LOCKED" } : null),
  },
};

/** A customer in the pool has no owner; who claims it becomes its owner. */
function followPool(ctx: Context, row: PendingWrite): void {
  if (!changes(row, "pool_status")) return;
  if (row.values.pool_status === "pool") row.values.owner_id = null;
  else if (row.stored && !row.values.owner_id) {
    row.values.owner_id = ctx.principal.userId;
    row.values.department_id = ctx.principal.departmentId;
  }
}

/** A group may not be its own subsidiary: not in the database, and not among the rows of one write. */
async function refuseCycles(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
  const moved = new Map<string, { row: PendingWrite; parent: string }>();
  for (const row of rows) {
    const id = (row.stored?.id ?? row.values.id) as string | undefined;
    if (id && changes(row, "parent_id") && typeof row.values.parent_id === "string") moved.set(id, { row, parent: row.values.parent_id });
  }
  if (moved.size === 0) return;
  const { rows: links } = await ctx.db.prepared<{ id: string; parent_id: string | null }>(
    `with recursive up as (
       select id, parent_id from crm.customer where id = any($1::uuid[])
       union select c.id, c.parent_id from crm.customer c join up on c.id = up.parent_id)
     select id, parent_id from up`,
    [[...new Set([...moved.values()].map((m) => m.parent))]],
  );
  const parents = new Map(links.map((l) => [l.id, l.parent_id]));
  for (const [id, { parent }] of moved) parents.set(id, parent);
  for (const [id, { row }] of moved) {
    const seen = new Set<string>();
    let at: string | null | undefined = parents.get(id);
    while (at && at !== id && !seen.has(at)) {
      seen.add(at);
      at = parents.get(at);
    }
    if (at === id) row.problems.push({ path: "parent_id", code: "CYCLE" });
  }
}
