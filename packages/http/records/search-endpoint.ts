import { searchRecords } from "@keshu/records";
import { z } from "zod";
import { type AnyEndpoint, defineEndpoint } from "../endpoint.ts";

const hit = z.object({
  object: z.string().max(63),
  id: z.uuid(),
  title: z.string().nullable(),
  number: z.string().nullable().optional(),
  match: z.string().nullable().describe("The piece of text that matched."),
});

export const searchEndpoints: AnyEndpoint[] = [
  defineEndpoint({
    method: "GET",
    path: "/api/v1/search",
    operationId: "search",
    summary: { zh: "搜索所有对象", en: "Search over everything you may read" },
    tag: "search",
    access: "signed_in",
    query: z.strictObject({
      q: z
        .string()
        .min(1)
        .max(200)
        .refine((text) => !text.includes("\0"))
        .describe("Chinese from two characters, pinyin or initials, part of a phone number."),
      objects: z.string().max(1000).optional().describe("Comma-separated object names; default: all."),
      limit: z.coerce.number().int().min(1).max(200).optional().describe("Default 20."),
    }),
    responses: { 200: z.object({ data: z.array(hit) }) },
    handler: async (ctx, { query }) => ({
      status: 200,
      body: await searchRecords(ctx, {
        q: query.q,
        ...(query.objects
          ? {
              objects: query.objects
                .split(",")
                .map((name: string) => name.trim())
                .filter(Boolean),
            }
          : {}),
        ...(query.limit === undefined ? {} : { limit: query.limit }),
      }),
    }),
  }),
];
