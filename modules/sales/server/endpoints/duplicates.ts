import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { createError } from "@keshu/kernel";
import { z } from "zod";
import { findDuplicates } from "../matching/find-duplicates.ts";

const text = z.string().max(255).optional();
const except = z.uuid().optional().describe("A record to leave out: the one being edited");

const answer = z.object({
  data: z.array(
    z.object({
      object: z.enum(["customer", "lead", "contact"]),
      id: z.uuid().nullable().describe("null with title and number for a record you may not see: only that it exists is told."),
      title: z.string().nullable(),
      number: z.string().nullable(),
      owner_name: z.string().nullable(),
      matched_by: z.enum(["credit_code", "name", "phone", "email", "similar"]),
      can_read: z.boolean(),
    }),
  ),
});

/** Without anything to compare there is nothing to answer. */
function needOne(query: Record<string, string | undefined>): void {
  if (Object.entries(query).some(([name, value]) => name !== "except" && value)) return;
  throw createError("INVALID_PARAMETER", { params: { field: "name" }, errors: [{ path: "name", code: "REQUIRED" }] });
}

const customerDuplicates = defineEndpoint({
  method: "GET",
  path: "/api/v1/customers/duplicates",
  operationId: "findDuplicateCustomers",
  summary: { zh: "客户查重：同信用代码、同名、同电话或同邮箱的客户、联系人和线索", en: "Customers, contacts and leads that may be the customer described" },
  tag: "sales",
  access: "signed_in",
  query: z.object({
    name: text,
    credit_code: z.string().max(64).optional(),
    mobile: z.string().max(64).optional(),
    phone: z.string().max(64).optional(),
    email: text,
    except,
  }),
  responses: { 200: answer },
  handler: async (ctx, { query }) => {
    needOne(query);
    return { status: 200, body: { data: await findDuplicates(ctx, "customer", query) } };
  },
});

const leadDuplicates = defineEndpoint({
  method: "GET",
  path: "/api/v1/leads/duplicates",
  operationId: "findDuplicateLeads",
  summary: { zh: "线索查重：同公司、同电话或同邮箱的线索、客户和联系人", en: "Leads, customers and contacts that may be the lead described" },
  tag: "sales",
  access: "signed_in",
  query: z.object({
    name: text,
    company: text,
    credit_code: z.string().max(64).optional(),
    mobile: z.string().max(64).optional(),
    phone: z.string().max(64).optional(),
    email: text,
    except,
  }),
  responses: { 200: answer },
  handler: async (ctx, { query }) => {
    needOne(query);
    return { status: 200, body: { data: await findDuplicates(ctx, "lead", query) } };
  },
});

export const duplicateEndpoints: AnyEndpoint[] = [customerDuplicates, leadDuplicates];
