import { type Context, createError, inLocale } from "@keshu/kernel";
import { currentCatalog, type ObjectRules, type PendingWrite } from "@keshu/records";
import { companyKey } from "../../shared/company-key.ts";
import { completenessFields, completenessOf } from "../../shared/completeness.ts";
import { changes, checkCreditCode, fillRegion, storing, valueAfter } from "./checks.ts";

export const customerRules: ObjectRules = {
  object: "customer",
  async beforeWrite(ctx, rows) {
    const stored = storing(rows);
    for (const row of stored) {
      if (typeof row.values.name === "string") row.values.name_key = companyKey(row.values.name);
      checkCreditCode(row);
      fillRegion(row);
      followPool(ctx, row);
      measureCompleteness(row);
    }
    await refuseCycles(ctx, stored);
  },
  follows: (row) => typeof row.values.parent_id === "string",
  async afterWrite(ctx, rows) {
    await refuseLoops(
      ctx,
      rows.map((r) => r.id),
    );
  },
  belongings: {
    contacts: { field: "customer_id", isDefault: true },
    opportunities: { field: "customer_id", isDefault: true },
    tasks: { field: "customer_id", isDefault: true, filter: { status: "open" } },
    activities: { field: "customer_id" },
  },
  guards: {
    not_locked: (_ctx, record, values) => ((values.is_locked ?? record.is_locked) ? { path: "pool_status", code: "CUSTOMER_LOCKED" } : null),
  },
};

function measureCompleteness(row: PendingWrite): void {
  if (row.operation === "create" || completenessFields.some((name) => name in row.values))
    row.values.completeness = completenessOf((name) => valueAfter(row, name)).percent;
}

/**
 * Two people may each put one company under the other at the same time, and neither sees it. Who changes parents
 * goes one after the other from here to the end of the transaction, and looks again.
 */
async function refuseLoops(ctx: Context, ids: readonly string[]): Promise<void> {
  await ctx.db.query("select pg_advisory_xact_lock(hashtextextended('sales.hierarchy', 0))");
  const { rows } = await ctx.db.query(
    `with recursive up as (
       select id as start, parent_id as at from crm.customer where id = any($1::uuid[])
       union select up.start, c.parent_id from up join crm.customer c on c.id = up.at where up.at <> up.start)
     select 1 from up where at = start limit 1`,
    [ids],
  );
  if (rows.length) throw createError("VALIDATION_FAILED", { errors: [{ path: "parent_id", code: "CYCLE", params: { field: parentLabel(ctx) } }] });
}

function parentLabel(ctx: Context): string {
  const label = currentCatalog().byName.get("customer")?.fields.get("parent_id")?.label;
  return label ? inLocale(label, ctx.locale) : "parent_id";
}

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
