import type { Context } from "@keshu/kernel";
import { writeAlong } from "../write-along.ts";
import { markWins } from "./stage-history.ts";

const bought = "已成交";
const notBought = "未成交";

/** A won deal makes its customer one who has bought. */
export async function markBought(ctx: Context, wins: readonly { id: string; customerId: string }[]): Promise<void> {
  if (wins.length === 0) return;
  const { rows } = await ctx.db.prepared<{ id: string }>(
    "select id from crm.customer where id = any($1::uuid[]) and deleted_at is null and deal_status is distinct from $2 order by id for update",
    [[...new Set(wins.map((w) => w.customerId))], bought],
  );
  if (rows.length === 0) return;
  const changed = new Set(rows.map((r) => r.id));
  await writeAlong(
    ctx,
    "customer",
    "update",
    rows.map(({ id }) => ({ id, deal_status: bought })),
  );
  await markWins(
    ctx,
    wins.filter((w) => changed.has(w.customerId)),
  );
}

/** A win taken back takes the customer's status back that it had set, unless another deal of theirs is won. */
export async function unmarkBought(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  const { rows } = await ctx.db.prepared<{ id: string }>(
    `select c.id from crm.customer c where c.id = any($1::uuid[]) and c.deleted_at is null and c.deal_status = $2
       and not exists (select 1 from crm.opportunity o where o.customer_id = c.id and o.stage = 'won' and o.deleted_at is null) order by c.id for update`,
    [[...new Set(customerIds)], bought],
  );
  await writeAlong(
    ctx,
    "customer",
    "update",
    rows.map(({ id }) => ({ id, deal_status: notBought })),
  );
}

/** Customers whose status the current wins of these deals had set. */
export async function customersOfWins(ctx: Context, dealIds: readonly string[]): Promise<string[]> {
  if (dealIds.length === 0) return [];
  const { rows } = await ctx.db.prepared<{ won_customer_id: string }>(
    "select won_customer_id from keshu.opportunity_stage where opportunity_id = any($1::uuid[]) and left_at is null and won_customer_id is not null",
    [dealIds],
  );
  return rows.map((r) => r.won_customer_id);
}
