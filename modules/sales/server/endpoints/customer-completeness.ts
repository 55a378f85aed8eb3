import { defineEndpoint } from "@keshu/http/endpoint";
import { createError, inLocale } from "@keshu/kernel";
import { currentCatalog, getRecord } from "@keshu/records";
import { z } from "zod";
import { completenessOf } from "../../shared/completeness.ts";

export const customerCompleteness = defineEndpoint({
  method: "GET",
  path: "/api/v1/customers/:id/completeness",
  operationId: "readCustomerCompleteness",
  summary: { zh: "客户资料完整度和缺少的内容", en: "How complete a customer is and what is missing" },
  tag: "sales",
  access: "signed_in",
  params: z.object({ id: z.string() }),
  responses: {
    200: z.object({
      percent: z.int(),
      missing: z.array(z.object({ fields: z.array(z.string()).describe("One of these is enough."), text: z.string(), weight: z.int() })),
    }),
  },
  handler: async (ctx, { params }) => {
    const object = currentCatalog().byName.get("customer");
    if (!object) throw createError("UNKNOWN_OBJECT");
    const record = await getRecord(ctx, object, params.id);
    const restricted = ctx.principal.restrictedFields("customer");
    const { percent, missing } = completenessOf((name) => record[name]);
    const open = missing
      .map((part) => ({ ...part, fields: part.fields.filter((name) => object.fields.has(name) && restricted.get(name) !== "hidden") }))
      .filter((part) => part.fields.length > 0);
    const or = inLocale({ zh: "或", en: " or " }, ctx.locale);
    const texts = open.map((part) => ({
      fields: part.fields,
      text: part.fields.map((name) => inLocale(object.fields.get(name)?.label ?? { zh: name, en: name }, ctx.locale)).join(or),
      weight: part.weight,
    }));
    // What is stored counts all fields, also those hidden from this reader.
    const stored = restricted.get("completeness") === "hidden" ? percent : (record.completeness ?? percent);
    return { status: 200, body: { percent: Number(stored), missing: texts } };
  },
});
