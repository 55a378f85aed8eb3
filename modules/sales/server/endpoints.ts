import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import type { Context } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, getRecord } from "@keshu/records";
import { z } from "zod";
import { convertLead } from "./conversion/convert-lead.ts";
import { customerCompleteness } from "./endpoints/customer-completeness.ts";
import { dealStages } from "./endpoints/deal-stages.ts";
import { duplicateEndpoints } from "./endpoints/duplicates.ts";

const record = z.record(z.string(), z.unknown());

const conversionBody = z
  .strictObject({
    customer_id: z.uuid().optional().describe("The customer to use; without it the customer is looked for, and made when there is none"),
    create_opportunity: z.boolean().optional().describe("Default: true where the caller may create opportunities"),
    opportunity: record.optional().describe("Fields of the opportunity to make"),
  })
  .optional();

const conversionAnswer = z.object({
  lead_id: z.uuid(),
  customer_id: z.uuid(),
  contact_id: z.uuid().nullable(),
  opportunity_id: z.uuid().nullable(),
  customer_match: z.enum(["created", "given", "credit_code", "name", "phone"]),
  lead: record.nullable(),
  customer: record.nullable(),
  contact: record.nullable(),
  opportunity: record.nullable(),
});

const leadConversion = defineEndpoint({
  method: "POST",
  path: "/api/v1/leads/:id/conversion",
  operationId: "convertLead",
  summary: { zh: "把线索转化为客户、联系人和商机", en: "Convert a lead into a customer, a contact and an opportunity" },
  tag: "sales",
  access: "signed_in",
  params: z.object({ id: z.string() }),
  body: conversionBody,
  responses: { 201: conversionAnswer, 200: conversionAnswer },
  handler: async (ctx, { params, body }) => {
    const made = await convertLead(ctx, params.id, body ?? {});
    // One after the other: with an Idempotency-Key all of this is one transaction on one connection.
    const lead = await seen(ctx, "lead", made.leadId);
    const customer = await seen(ctx, "customer", made.customerId);
    const contact = await seen(ctx, "contact", made.contactId);
    const opportunity = await seen(ctx, "opportunity", made.opportunityId);
    return {
      status: made.isNew ? 201 : 200,
      body: {
        lead_id: made.leadId,
        customer_id: made.customerId,
        contact_id: made.contactId,
        opportunity_id: made.opportunityId,
        customer_match: made.customerMatch,
        lead,
        customer,
        contact,
        opportunity,
      },
    };
  },
});

/** The record as the caller may see it, or null. */
async function seen(ctx: Context, name: string, id: string | null): Promise<ApiRecord | null> {
  const object = currentCatalog().byName.get(name);
  if (!object || !id || !ctx.principal.reach(name, "read")) return null;
  try {
    return await getRecord(ctx, object, id);
  } catch (error) {
    if ((error as { code?: string }).code === "NOT_FOUND") return null;
    throw error;
  }
}

export const salesEndpoints: AnyEndpoint[] = [leadConversion, ...duplicateEndpoints, dealStages, customerCompleteness];
