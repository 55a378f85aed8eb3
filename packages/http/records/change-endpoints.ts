import { readChanges } from "@keshu/records";
import { z } from "zod";
import { type AnyEndpoint, defineEndpoint } from "../endpoint.ts";

/** One change: a row of `/api/v1/changes`, a frame of the socket. */
export const changeSchema = z.object({
  cursor: z.string().max(100),
  object: z.string().max(63),
  id: z.uuid(),
  kind: z.enum(["created", "updated", "deleted", "restored", "removed", "shared", "access_changed"]),
  at: z.iso.datetime(),
  actor: z.uuid().nullable(),
  origin: z.string().max(200),
  diff: z.record(z.string(), z.object({ from: z.unknown().optional(), to: z.unknown().optional() })),
});

export const changeEndpoints: AnyEndpoint[] = [
  defineEndpoint({
    method: "GET",
    path: "/api/v1/changes",
    operationId: "read_changes",
    summary: { zh: "读取变更", en: "Read what changed, in commit order" },
    tag: "changes",
    access: "signed_in",
    query: z.strictObject({
      after: z.string().max(100).optional().describe("`next` of the answer before; without it, from the oldest change kept."),
      limit: z.coerce.number().int().min(1).max(1000).optional().describe("Default 100."),
    }),
    responses: { 200: z.object({ data: z.array(changeSchema), next: z.string().describe("Pass it as `after`.") }) },
    handler: async (ctx, { query }) => ({
      status: 200,
      body: await readChanges(ctx, { ...(query.after ? { after: query.after } : {}), ...(query.limit === undefined ? {} : { limit: query.limit }) }),
    }),
  }),
];
