import { type Context, createError } from "@keshu/kernel";
import type { ApiRecord, PendingWrite } from "@keshu/records";
import { amountOf, centsOf, largestAmount } from "../../shared/amounts.ts";
import { changes } from "../rules/checks.ts";
import { writeAlong } from "../write-along.ts";

/** An amount typed by hand stays; a deal told to follow its products takes their sum. */
export async function followLines(ctx: Context, rows: readonly PendingWrite[]): Promise<void> {
  const follows = rows.filter((row) => row.stored && changes(row, "amount_from_lines") && row.values.amount_from_lines === true);
  const sums = await sumsOfLines(
    ctx,
    follows.map((row) => row.stored?.id as string),
  );
  for (const row of follows) row.values.amount = sums.get(row.stored?.id as string) ?? null;
  for (const row of rows) {
    const isByHand = row.given?.has("amount") && changes(row, "amount") && !row.given.has("amount_from_lines");
    if (isByHand && row.stored?.amount_from_lines === true) row.values.amount_from_lines = false;
    const isGiven = row.operation === "create" && row.values.amount !== null && row.values.amount !== undefined;
    if (isGiven && !row.given?.has("amount_from_lines")) row.values.amount_from_lines = false;
  }
}

interface Deal {
  id: string;
  amount: string | null;
  amount_from_lines: boolean | null;
  product_ids: string[] | null;
}

/** Sets amount and products of deals whose lines changed, the amount unless it was set by hand; in the transaction of that change. */
export async function sumUpDeals(ctx: Context, dealIds: readonly string[]): Promise<void> {
  const ids = [...new Set(dealIds)].sort();
  if (ids.length === 0) return;
  // Locked first, so that of two writers the later sees what the earlier stored.
  const { rows: deals } = await ctx.db.prepared<Deal>(
    "select id, amount, amount_from_lines, product_ids from crm.opportunity where id = any($1::uuid[]) and deleted_at is null order by id for no key update",
    [ids],
  );
  const sums = await sumsOfLines(ctx, ids);
  const products = await productsOfLines(ctx, ids);
  const records: ApiRecord[] = [];
  for (const deal of deals) {
    const values = { ...amountAfter(deal, sums.get(deal.id) ?? null), ...productsAfter(deal, products.get(deal.id) ?? []) };
    if (Object.keys(values).length > 0) records.push({ id: deal.id, ...values });
  }
  await writeAlong(ctx, "opportunity", "update", records);
}

function amountAfter(deal: Deal, sum: string | null): Record<string, unknown> {
  if (!deal.amount_from_lines && (deal.amount !== null || sum === null)) return {};
  if (sum !== null && (centsOf(sum) ?? 0n) > largestAmount)
    throw createError("VALIDATION_FAILED", {
      errors: [{ path: "amount", code: "OUT_OF_RANGE", params: { field: "amount", min: 0, max: amountOf(largestAmount) } }],
    });
  return centsOf(sum) !== centsOf(deal.amount) || !deal.amount_from_lines ? { amount: sum, amount_from_lines: true } : {};
}

/** Products named by hand stay while no line has a product. */
function productsAfter(deal: Deal, products: readonly string[]): Record<string, unknown> {
  const known = deal.product_ids ?? [];
  const isSame = products.length === known.length && products.every((id) => known.includes(id));
  return products.length === 0 || isSame ? {} : { product_ids: products };
}

async function productsOfLines(ctx: Context, dealIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await ctx.db.prepared<{ id: string; products: string[] }>(
    `select l.opportunity_id as id, array_agg(distinct l.product_id)::uuid[] as products from crm.opportunity_line l join crm.product p on p.id = l.product_id and p.deleted_at is null
     where l.opportunity_id = any($1::uuid[]) and l.deleted_at is null group by 1`,
    [dealIds],
  );
  return new Map(rows.map((r) => [r.id, r.products]));
}

async function sumsOfLines(ctx: Context, dealIds: readonly string[]): Promise<Map<string, string>> {
  if (dealIds.length === 0) return new Map();
  const { rows } = await ctx.db.prepared<{ id: string; sum: string | null }>(
    "select opportunity_id as id, sum(amount)::text as sum from crm.opportunity_line where opportunity_id = any($1::uuid[]) and deleted_at is null group by 1",
    [dealIds],
  );
  return new Map(rows.flatMap((r) => (r.sum === null ? [] : [[r.id, r.sum] as const])));
}

/** Products are priced in the deal's currency. */
export async function followLinesLater(
  ctx: Context,
  rows: readonly { id: string; operation: string; stored: ApiRecord | null; values: Record<string, unknown> }[],
): Promise<void> {
  const moved = rows.filter(
    (r) => r.operation === "update" && typeof r.values.amount_currency === "string" && r.values.amount_currency !== r.stored?.amount_currency,
  );
  if (moved.length === 0) return;
  const { rows: lines } = await ctx.db.prepared<{ id: string; currency: string }>(
    `select l.id, v.currency from crm.opportunity_line l join unnest($1::uuid[], $2::text[]) v(id, currency) on v.id = l.opportunity_id
     where l.deleted_at is null and l.amount_currency is distinct from v.currency order by l.id`,
    [moved.map((r) => r.id), moved.map((r) => r.values.amount_currency)],
  );
  const records = lines.map(({ id, currency }) => ({ id, unit_price_currency: currency, amount_currency: currency }));
  await writeAlong(ctx, "opportunity_line", "update", records, { setsReadOnly: true });
}
