import { type Context, createError } from "@keshu/kernel";
import { type ApiRecord, createRecord, listRecords } from "@keshu/records";
import { isOpen, withAllFields } from "../rights.ts";
import { type Found, ownerFor } from "./find-customer.ts";
import { contactValues } from "./lead-values.ts";
import type { Objects } from "./sales-objects.ts";

/** The customer's contact with the lead's mobile, e-mail or name, as far as the caller sees these; the oldest when there are several. */
export async function knownContact(ctx: Context, objects: Objects, lead: ApiRecord, customerId: string): Promise<ApiRecord | null> {
  const may = (field: string): boolean => isOpen(ctx, "lead", field) && isOpen(ctx, "contact", field);
  const hasMobile = Boolean(lead.mobile) && may("mobile");
  const same = [
    hasMobile ? { mobile: lead.mobile } : null,
    lead.email && may("email") ? { email: lead.email } : null,
    may("name") ? { name: lead.name, ...(hasMobile ? { mobile: { empty: true } } : {}) } : null,
  ].filter((f) => f !== null);
  if (same.length === 0) return null;
  const { data } = await listRecords(withAllFields(ctx), objects.contact, {
    filter: { customer_id: customerId, or: same },
    fields: ["id", "name"],
    sort: "created_at",
    limit: 1,
  });
  return data[0] ?? null;
}

/**
 * The contact the lead becomes: the one chosen, one who is there, or a new one.
 * @throws VALIDATION_FAILED when the chosen one is of another customer or out of sight
 */
export async function contactFor(
  ctx: Context,
  objects: Objects,
  lead: ApiRecord,
  found: Found,
  given: string | undefined,
): Promise<{ contactId: string; isMade: boolean }> {
  if (given) {
    const { data } = await listRecords(ctx, objects.contact, { filter: { id: given, customer_id: found.customerId }, fields: ["id"], limit: 1 });
    if (!data[0]) throw createError("VALIDATION_FAILED", { errors: [{ path: "contact_id", code: "UNKNOWN_RECORD" }] });
    return { contactId: data[0].id, isMade: false };
  }
  const known = await knownContact(ctx, objects, lead, found.customerId);
  if (known) return { contactId: known.id, isMade: false };
  const values = { ...contactValues(lead), customer_id: found.customerId, is_primary: found.customerMatch === "created", ...ownerFor(ctx, "contact", lead) };
  return { contactId: (await createRecord(withAllFields(ctx), objects.contact, values)).id, isMade: true };
}
