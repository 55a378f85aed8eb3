import type { Context } from "@keshu/kernel";
import type { PendingWrite } from "@keshu/records";
import { valueAfter } from "./checks.ts";

/** What is about a contact or a deal is also about their customer. */
export async function fillCustomers(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
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
