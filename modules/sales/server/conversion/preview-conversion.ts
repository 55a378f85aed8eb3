import type { Context } from "@keshu/kernel";
import { getRecord, readByIds } from "@keshu/records";
import { findCustomers, type MatchedBy, strongest } from "../matching/find-customers.ts";
import { isOpen } from "../rights.ts";
import { dealName } from "./convert-lead.ts";
import { knownContact } from "./find-contact.ts";
import { readableIds, traitsOf } from "./find-customer.ts";
import { companyOf } from "./lead-values.ts";
import { leadToConvert, salesObjects } from "./sales-objects.ts";

export interface ConversionPreview {
  is_converted: boolean;
  /** What a conversion without choices would do. "refused": the company is a colleague's. */
  outcome: "match" | "create" | "refused";
  company: string;
  person: string;
  matches: {
    customer_id: string | null;
    title: string | null;
    number: string | null;
    owner_name: string | null;
    matched_by: MatchedBy;
    can_read: boolean;
    contact: { id: string; name: string } | null;
  }[];
  /** Whether a new customer may be made beside those. */
  may_create: boolean;
  may_create_opportunity: boolean;
  opportunity_name: string;
}

/** What a conversion of the lead would find and make, before anything is written. @throws NOT_FOUND, FORBIDDEN */
export async function previewConversion(ctx: Context, leadId: string): Promise<ConversionPreview> {
  const objects = salesObjects();
  const lead = await leadToConvert(ctx, leadId, { locks: false });
  const seen = await getRecord(ctx, objects.lead, leadId);
  const matches = await findCustomers(ctx.db, traitsOf(ctx, lead), 8);
  const inSight = await readableIds(ctx, objects, matches);
  const records = await readByIds(ctx, "customer", [...inSight]);
  const owners = await ownersOf(
    ctx,
    matches.map((m) => m.id),
  );
  const shown: ConversionPreview["matches"] = [];
  for (const match of matches) {
    const record = records.get(match.id);
    const contact = record ? await knownContact(ctx, objects, lead, match.id) : null;
    shown.push({
      customer_id: record?.id ?? null,
      title: (record?.name as string | undefined) ?? null,
      number: (record?.number as string | undefined) ?? null,
      owner_name: owners.get(match.id) ?? null,
      matched_by: match.by,
      can_read: record !== undefined,
      contact: contact ? { id: contact.id, name: String(contact.name ?? "") } : null,
    });
  }
  const best = strongest(matches);
  const isSure = best.some((m) => m.by !== "phone");
  const first = best.find((m) => inSight.has(m.id));
  const company = companyOf({ company: seen.company, name: seen.name ?? "", id: lead.id });
  return {
    is_converted: lead.customer_id !== null,
    outcome: best.length === 0 ? "create" : first ? "match" : "refused",
    company,
    person: String(seen.name ?? ""),
    matches: shown,
    may_create: ctx.principal.reach("customer", "create") !== null && !(isSure && best.some((m) => !inSight.has(m.id) || m.by === "credit_code")),
    may_create_opportunity: ctx.principal.reach("opportunity", "create") !== null,
    opportunity_name: dealName(ctx, String((first && records.get(first.id)?.name) ?? company)),
  };
}

async function ownersOf(ctx: Context, customerIds: readonly string[]): Promise<Map<string, string>> {
  if (!isOpen(ctx, "customer", "owner_id")) return new Map();
  const { rows } = await ctx.db.prepared<{ id: string; owner_id: string }>(
    "select id, owner_id from crm.customer where id = any($1::uuid[]) and owner_id is not null",
    [customerIds],
  );
  const people = await readByIds(ctx, "user", [...new Set(rows.map((r) => r.owner_id))]);
  return new Map(rows.flatMap((r) => (people.has(r.owner_id) ? [[r.id, String(people.get(r.owner_id)?.name ?? "")] as const] : [])));
}
