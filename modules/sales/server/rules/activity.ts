import type { Context } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, type ObjectRules, type PendingWrite, writeBatch } from "@keshu/records";
import { asSystem } from "../rights.ts";
import { storing, valueAfter } from "./checks.ts";

export const activityRules: ObjectRules = {
  object: "activity",
  async beforeWrite(ctx, rows) {
    await fillCustomers(ctx, storing(rows));
  },
  /** Being in touch moves the last and next contact of the customer and the lead, and starts work on a new lead. */
  async afterWrite(ctx, rows) {
    const created = rows.filter((r) => r.operation === "create");
    if (created.length === 0) return;
    await touch(ctx, "customer", latestBy(created, "customer_id"));
    await touch(ctx, "lead", latestBy(created, "lead_id"));
  },
};

/** An activity with a contact or an opportunity also belongs to their customer. */
async function fillCustomers(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
  const lacking = rows.filter(
    (row) => !valueAfter(row, "customer_id") && (typeof row.values.contact_id === "string" || typeof row.values.opportunity_id === "string"),
  );
  if (lacking.length === 0) return;
  const ids = [...new Set(lacking.flatMap((row) => [row.values.opportunity_id, row.values.contact_id]).filter((id): id is string => typeof id === "string"))];
  const { rows: found } = await ctx.db.prepared<{ id: string; customer_id: string }>(
    `select id, customer_id from crm.opportunity where id = any($1::uuid[]) and customer_id is not null
     union all select id, customer_id from crm.contact where id = any($1::uuid[]) and customer_id is not null`,
    [ids],
  );
  const customers = new Map(found.map((f) => [f.id, f.customer_id]));
  for (const row of lacking) {
    const customer = customers.get(row.values.opportunity_id as string) ?? customers.get(row.values.contact_id as string);
    if (customer) row.values.customer_id = customer;
  }
}

interface Touch {
  at: string;
  next: string | null;
}

function latestBy(rows: readonly { values: Record<string, unknown> }[], field: string): Map<string, Touch> {
  const latest = new Map<string, Touch>();
  for (const { values } of rows) {
    const id = values[field];
    const at = values.happened_at;
    if (typeof id !== "string" || typeof at !== "string") continue;
    if (at >= (latest.get(id)?.at ?? "")) latest.set(id, { at, next: (values.next_contact_at as string | null | undefined) ?? null });
  }
  return latest;
}

async function touch(ctx: Context, name: "customer" | "lead", latest: ReadonlyMap<string, Touch>): Promise<void> {
  const object = currentCatalog().byName.get(name);
  if (latest.size === 0 || !object) return;
  const state = name === "lead" ? "status" : "null as status";
  const { rows } = await ctx.db.prepared<{ id: string; last_contact_at: string | null; status: string | null }>(
    `select id, last_contact_at, ${state} from ${object.table} where id = any($1::uuid[]) and deleted_at is null order by id for update`,
    [[...latest.keys()]],
  );
  const records: ApiRecord[] = [];
  for (const row of rows) {
    const { at, next } = latest.get(row.id) as Touch;
    if (row.last_contact_at && new Date(row.last_contact_at) >= new Date(at)) continue;
    records.push({ id: row.id, last_contact_at: at, ...(next ? { next_contact_at: next } : {}), ...(row.status === "new" ? { status: "contacting" } : {}) });
  }
  if (records.length) await writeBatch(asSystem(ctx), object, { operation: "update", records }, { setsReadOnly: true });
}
