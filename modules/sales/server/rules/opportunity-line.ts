import { type Context, inLocale } from "@keshu/kernel";
import type { ObjectRules, PendingWrite } from "@keshu/records";
import { amountOf, largestAmount, lineCents } from "../../shared/amounts.ts";
import { sumUpDeals } from "../deals/deal-amount.ts";
import { changes, isBlank, storing, valueAfter } from "./checks.ts";

export const opportunityLineRules: ObjectRules = {
  object: "opportunity_line",
  async beforeWrite(ctx, rows) {
    const written = storing(rows);
    const products = await loadProducts(ctx, written);
    const currencies = await loadCurrencies(ctx, written);
    for (const row of written) {
      const currency = currencies.get(valueAfter(row, "opportunity_id") as string) ?? "CNY";
      setCurrency(ctx, row, currency);
      takeFromProduct(row, products.get(row.values.product_id as string), currency);
      setAmount(row);
    }
  },
  follows: (row) => row.operation !== "update" || ["amount", "opportunity_id", "product_id"].some((name) => name in row.values),
  async afterWrite(ctx, rows) {
    const deals = rows.flatMap((r) => [r.stored?.opportunity_id, r.values.opportunity_id]).filter((id): id is string => typeof id === "string");
    await sumUpDeals(ctx, deals);
  },
};

interface Product {
  id: string;
  name: string;
  price: string | null;
  price_currency: string | null;
}

async function loadProducts(ctx: Context, rows: readonly PendingWrite[]): Promise<Map<string, Product>> {
  const ids = [...new Set(rows.map((row) => row.values.product_id).filter((id): id is string => typeof id === "string"))];
  if (ids.length === 0) return new Map();
  const { rows: found } = await ctx.db.prepared<Product>("select id, name, price, price_currency from crm.product where id = any($1::uuid[])", [ids]);
  return new Map(found.map((p) => [p.id, p]));
}

async function loadCurrencies(ctx: Context, rows: readonly PendingWrite[]): Promise<Map<string, string>> {
  const asked = rows.filter((row) => row.operation === "create" || changes(row, "opportunity_id") || row.given?.has("unit_price_currency"));
  const ids = [...new Set(asked.map((row) => valueAfter(row, "opportunity_id")).filter((id): id is string => typeof id === "string"))];
  if (ids.length === 0) return new Map();
  const { rows: found } = await ctx.db.prepared<{ id: string; currency: string | null }>(
    "select id, amount_currency as currency from crm.opportunity where id = any($1::uuid[])",
    [ids],
  );
  return new Map(found.map((d) => [d.id, d.currency ?? "CNY"]));
}

/** Products are priced in the deal's currency: nothing is converted in silence. */
function setCurrency(ctx: Context, row: PendingWrite, currency: string): void {
  const isAsked = row.operation === "create" || changes(row, "opportunity_id") || row.given?.has("unit_price_currency");
  if (!isAsked) return;
  const given = row.given?.has("unit_price_currency") ? row.values.unit_price_currency : undefined;
  if (given !== undefined && given !== currency) {
    const reason = inLocale({ zh: `商机的币种是 ${currency}`, en: `the opportunity is in ${currency}` }, ctx.locale);
    row.problems.push({ path: "unit_price_currency", code: "CHECK_FAILED", params: { reason } });
  }
  row.values.unit_price_currency = currency;
  row.values.amount_currency = currency;
}

/** Name and price come from the product unless the same write gives them. */
function takeFromProduct(row: PendingWrite, product: Product | undefined, currency: string): void {
  if (product && !row.given?.has("name") && (row.operation === "create" || changes(row, "product_id"))) row.values.name = product.name;
  const lacksPrice = row.operation === "create" ? isBlank(row.values.unit_price) : changes(row, "product_id") && !row.given?.has("unit_price");
  if (!lacksPrice) {
    if ("unit_price" in row.values && row.values.unit_price === null) row.values.unit_price = "0.00";
    return;
  }
  const isPriced = product?.price !== null && product?.price !== undefined;
  if (product && isPriced && (product.price_currency ?? "CNY") !== currency) row.problems.push({ path: "unit_price", code: "REQUIRED" });
  else row.values.unit_price = product?.price ?? "0.00";
}

function setAmount(row: PendingWrite): void {
  const parts = { quantity: valueAfter(row, "quantity"), unit_price: valueAfter(row, "unit_price"), discount: valueAfter(row, "discount") };
  const cents = lineCents(parts);
  if (cents > largestAmount) row.problems.push({ path: "amount", code: "OUT_OF_RANGE", params: { min: 0, max: amountOf(largestAmount) } });
  else row.values.amount = amountOf(cents);
}
