import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import type { Context } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, getRecord } from "@keshu/records";
import { z } from "zod";
import { convertLead } from "../conversion/convert-lead.ts";
import { previewConversion } from "../conversion/preview-conversion.ts";
import { undoConversion } from "../conversion/undo-conversion.ts";

const record = z.record(z.string(), z.unknown());

const conversionBody = z
  .strictObject({
    customer_id: z.uuid().optional().describe("The customer to use; without it the customer is looked for, and made when there is none"),
    create_customer: z.boolean().optional().describe("true: a new customer although there is one with the same name or phone; one credit code is one customer"),
    contact_id: z.uuid().optional().describe("A contact of that customer to use; without it the contact is looked for, and made when there is none"),
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

const matchedBy = z.enum(["credit_code", "name", "phone"]);

const conversionPreview = defineEndpoint({
  method: "GET",
  path: "/api/v1/leads/:id/conversion",
  operationId: "previewConversion",
  summary: { zh: "预览线索转化：会用到哪个客户、会新建什么", en: "What a conversion of the lead would find and make" },
  tag: "sales",
  access: "signed_in",
  params: z.object({ id: z.string() }),
  responses: {
    200: z.object({
      is_converted: z.boolean(),
      outcome: z.enum(["match", "create", "refused"]).describe("What a conversion without choices would do; refused: the company is a colleague's."),
      company: z.string(),
      person: z.string(),
      matches: z.array(
        z.object({
          customer_id: z.uuid().nullable().describe("null with title and number for a customer you may not see."),
          title: z.string().nullable(),
          number: z.string().nullable(),
          owner_name: z.string().nullable(),
          matched_by: matchedBy,
          can_read: z.boolean(),
          contact: z.object({ id: z.uuid(), name: z.string() }).nullable().describe("The contact the lead would become."),
        }),
      ),
      may_create: z.boolean().describe("Whether a new customer may be made beside those."),
      may_create_opportunity: z.boolean(),
      opportunity_name: z.string(),
    }),
  },
  handler: async (ctx, { params }) => ({ status: 200, body: await previewConversion(ctx, params.id) }),
});

const conversionUndo = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/leads/:id/conversion",
  operationId: "undoConversion",
  summary: { zh: "撤销线索转化：新建的客户、联系人和商机进回收站", en: "Take a conversion back: what it made goes to the recycle bin" },
  tag: "sales",
  access: "signed_in",
  params: z.object({ id: z.string() }),
  responses: { 204: null },
  handler: async (ctx, { params }) => {
    await undoConversion(ctx, params.id);
    return { status: 204 };
  },
});

export const conversionEndpoints: AnyEndpoint[] = [leadConversion, conversionPreview, conversionUndo];
