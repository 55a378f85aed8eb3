import { type Context, createError } from "@keshu/kernel";
import { type ApiRecord, createRecord, listRecords } from "@keshu/records";
import { type CompanyTraits, findCustomers, lockCompany, type Match, type MatchedBy, strongest } from "../matching/find-customers.ts";
import { isOpen, withAllFields } from "../rights.ts";
import { companyOf, customerValues, phonesOf } from "./lead-values.ts";
import type { Objects } from "./sales-objects.ts";

export interface Found {
  customerId: string;
  customerMatch: "created" | "given" | MatchedBy;
}

export interface CustomerChoice {
  customer_id?: string | undefined;
  create_customer?: boolean | undefined;
}

/** What the caller may compare a lead with customers by: a field hidden or masked on either side must not be guessed by converting. */
export function traitsOf(ctx: Context, lead: ApiRecord): CompanyTraits {
  const may = (field: string, ofCustomer: string): boolean => isOpen(ctx, "lead", field) && isOpen(ctx, "customer", ofCustomer);
  const phones = ["mobile", "phone"].filter((field) => may(field, "mobile") && may(field, "phone"));
  return {
    name: may(lead.company ? "company" : "name", "name") ? companyOf(lead) : null,
    creditCode: may("credit_code", "credit_code") ? (lead.credit_code as string | null) : null,
    phones: phonesOf(lead, phones),
  };
}

/**
 * The customer a lead belongs to: the one chosen, the one that is there, or a new one. Of people who look for one
 * company at once each waits for the one before.
 * @throws CUSTOMER_ALREADY_CLAIMED when the only match is out of sight, VALIDATION_FAILED
 */
export async function customerFor(ctx: Context, objects: Objects, lead: ApiRecord, choice: CustomerChoice): Promise<Found> {
  if (choice.customer_id) {
    const given = await listRecords(ctx, objects.customer, { filter: { id: choice.customer_id }, fields: ["id"], limit: 1 });
    if (!given.data[0]) throw createError("VALIDATION_FAILED", { errors: [{ path: "customer_id", code: "UNKNOWN_RECORD" }] });
    return { customerId: given.data[0].id, customerMatch: "given" };
  }
  await lockCompany(ctx.db, { name: companyOf(lead), creditCode: lead.credit_code as string | null, phones: phonesOf(lead) });
  const matches = strongest(await findCustomers(ctx.db, traitsOf(ctx, lead)));
  const inSight = await readableIds(ctx, objects, matches);
  if (choice.create_customer === true) refuseDouble(matches, inSight);
  else if (matches.length > 0) {
    const match = matches.find((m) => inSight.has(m.id));
    if (!match) throw createError("CUSTOMER_ALREADY_CLAIMED");
    return { customerId: match.id, customerMatch: match.by };
  }
  const created = await createRecord(withAllFields(ctx), objects.customer, { ...customerValues(lead), ...ownerFor(ctx, "customer", lead) });
  return { customerId: created.id, customerMatch: "created" };
}

/** A new customer beside one that looks alike is the person's choice, but one credit code is one company, and a colleague's is theirs. */
function refuseDouble(matches: readonly Match[], inSight: ReadonlySet<string>): void {
  const sure = matches.filter((m) => m.by !== "phone");
  if (sure.some((m) => !inSight.has(m.id))) throw createError("CUSTOMER_ALREADY_CLAIMED");
  if (sure.some((m) => m.by === "credit_code"))
    throw createError("VALIDATION_FAILED", { errors: [{ path: "create_customer", code: "NOT_UNIQUE", params: { field: "credit_code" } }] });
}

export async function readableIds(ctx: Context, objects: Objects, matches: readonly Match[]): Promise<Set<string>> {
  if (matches.length === 0) return new Set();
  const { data } = await listRecords(ctx, objects.customer, { filter: { id: { in: matches.map((m) => m.id) } }, fields: ["id"], limit: matches.length });
  return new Set(data.map((r) => r.id));
}

/** The lead's owner keeps what comes of it, where the caller may give records to that person. */
export function ownerFor(ctx: Context, object: string, lead: ApiRecord): { owner_id?: unknown } {
  const reach = ctx.principal.reach(object, "create");
  const isWithin = typeof lead.owner_id === "string" && (reach?.all || reach?.owners.includes(lead.owner_id));
  return isWithin ? { owner_id: lead.owner_id } : {};
}
