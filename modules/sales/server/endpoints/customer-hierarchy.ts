import { defineEndpoint } from "@keshu/http/endpoint";
import { z } from "zod";
import { readGroup } from "../groups.ts";

const sum = z.object({ count: z.int(), amount: z.string().nullable() });
const member = z.object({
  id: z.uuid().nullable().describe("null with the title for a member you may not see that others in sight belong to."),
  title: z.string().nullable(),
  level: z.string().nullable(),
  deal_status: z.string().nullable(),
  owner_name: z.string().nullable(),
  is_self: z.boolean(),
  can_read: z.boolean(),
  open: sum.describe("Open deals of this member alone, as far as you may see them."),
  won: sum,
  get children(): z.ZodArray<typeof groupMember> {
    return z.array(groupMember);
  },
});
const groupMember = member.meta({ id: "GroupMember" });

export const customerHierarchy = defineEndpoint({
  method: "GET",
  path: "/api/v1/customers/:id/hierarchy",
  operationId: "readCustomerHierarchy",
  summary: { zh: "客户所在集团的层级和商机合计", en: "The group a customer belongs to, with sums of its deals" },
  tag: "sales",
  access: "signed_in",
  params: z.object({ id: z.string() }),
  responses: { 200: z.object({ root: groupMember, currency: z.string(), count: z.int(), is_truncated: z.boolean() }) },
  handler: async (ctx, { params }) => ({ status: 200, body: await readGroup(ctx, params.id) }),
});
