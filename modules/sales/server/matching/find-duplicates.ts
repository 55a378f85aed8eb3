import { fieldType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { currentCatalog, listRecords } from "@keshu/records";
import { normalizeCreditCode } from "../../shared/credit-code.ts";
import { findCustomers, type MatchedBy } from "./find-customers.ts";

export interface DuplicateQuery {
  name?: string | undefined;
  credit_code?: string | undefined;
  phone?: string | undefined;
  except?: string | undefined;
}

/** Customers the caller may see that may be the one described, the surest first. */
export async function findDuplicates(ctx: Context, query: DuplicateQuery): Promise<Record<string, unknown>[]> {
  const object = currentCatalog().byName.get("customer");
  const phoneField = object?.fields.get("phone");
  if (!object || !phoneField || !ctx.principal.reach("customer", "read")) return [];
  const parsed = query.phone ? fieldType("phone").parse(query.phone, phoneField, { now: new Date(), timeZone: "Asia/Shanghai", mode: "strict" }) : null;
  const matches = await findCustomers(ctx.db, {
    ...askable(ctx, "name", query.name),
    creditCode: may(ctx, "credit_code") && query.credit_code ? normalizeCreditCode(query.credit_code) : null,
    phones: may(ctx, "phone") && may(ctx, "mobile") && parsed?.ok && typeof parsed.value === "string" ? [parsed.value] : [],
  });
  const by = new Map<string, MatchedBy>(matches.filter((m) => m.id !== query.except).map((m) => [m.id, m.by]));
  if (by.size === 0) return [];
  const { data } = await listRecords(ctx, object, { filter: { id: { in: [...by.keys()] } }, limit: by.size });
  const order = [...by.keys()];
  return data
    .map(({ id, name, number, owner_id }) => ({ id, name: name ?? "", number: number ?? "", owner_id: owner_id ?? null, matched_by: by.get(id) }))
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** A hidden or masked field must not be guessed by asking for duplicates. */
function may(ctx: Context, field: string): boolean {
  const access = ctx.principal.fieldAccess("customer", field);
  return access === "write" || access === "read";
}

function askable(ctx: Context, field: string, value: string | undefined): { name?: string } {
  return value && may(ctx, field) ? { name: value } : {};
}
