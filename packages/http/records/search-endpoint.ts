import { searchRecords } from "@keshu/records";
import { z } from "zod";
import { type AnyEndpoint, defineEndpoint } from "../endpoint.ts";

const hit = z.object({
  object: z.string().max(63),
  id: z.uuid(),
  title: z.string().nullable(),
  number: z.string().nullable().optional(),
  match: z.string().nullable().describe("The piece of text that matched."),
  ranges: z.array(z.tuple([z.int(), z.int()])).describe("Parts of the title that matched, from and up to, in UTF-16 units."),
  is_similar: z.boolean().describe("Found by its sound, or with a mistake forgiven."),
  details: z.array(z.object({ field: z.string(), text: z.string() })).describe("What tells it from others of its name, in words: contact, telephone, owner."),
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
        .describe("Words, pinyin or initials, part of a telephone number, a record's number (`#123` for its running part); mistakes are forgiven."),
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
