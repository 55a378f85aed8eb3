import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { createError, within } from "@keshu/kernel";
import { z } from "zod";
import { checkKeyScopes, createApiKey, endApiKey, listApiKeys } from "../api-keys.ts";
import { auditAs } from "../audit.ts";
import { credentialOf } from "../credentials.ts";
import { callOf, personOf, refuseOutranked, subjectOf } from "./caller.ts";

const tag = "api keys";
const key = z.object({
  id: z.string(),
  name: z.string(),
  user_id: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
});

const list = defineEndpoint({
  method: "GET",
  path: "/api/v1/api_keys",
  operationId: "list_api_keys",
  summary: { zh: "API 密钥列表", en: "List API keys" },
  tag,
  access: "signed_in",
  query: z.strictObject({ user_id: z.uuid().optional().meta({ description: "Someone else's; needs user.manage" }) }),
  responses: { 200: z.object({ data: z.array(key) }) },
  handler: async (ctx, { query }) => {
    personOf(ctx);
    return { status: 200, body: { data: await listApiKeys(ctx.db, await subjectOf(ctx, query.user_id)) } };
  },
});

const create = defineEndpoint({
  method: "POST",
  path: "/api/v1/api_keys",
  operationId: "create_api_key",
  summary: { zh: "创建 API 密钥", en: "Create an API key" },
  tag,
  access: "signed_in",
  isIdempotent: false, // the answer holds the token, which is kept nowhere
  body: z.strictObject({
    name: z.string().trim().min(1).max(200),
    scopes: z
      .array(z.string().max(200))
      .min(1)
      .max(200)
      .optional()
      .meta({ description: "`customer.read`, `*.read`, `customer.*`, a platform permission, or `*` (the default): never more than the user may" }),
    expires_at: z.iso.datetime({ offset: true }).nullish(),
    user_id: z.uuid().optional().meta({ description: "Another person's key; administrators only" }),
  }),
  responses: { 201: key.extend({ token: z.string().meta({ description: "Shown once" }) }) },
  handler: async (ctx, { body, request }) => {
    const person = personOf(ctx);
    const userId = body.user_id ?? person.userId;
    if (person.mustChangePassword || (userId !== person.userId && !person.isAdministrator)) throw createError("FORBIDDEN");
    const scopes = body.scopes ?? ["*"];
    const problems = checkKeyScopes(scopes);
    if (body.expires_at && Date.parse(body.expires_at) <= Date.now()) problems.push({ path: "expires_at", code: "INVALID_VALUE" });
    if (userId !== person.userId && !(await credentialOf(ctx.db, userId))) problems.push({ path: "user_id", code: "UNKNOWN_RECORD" });
    if (problems.length) throw createError("VALIDATION_FAILED", { errors: problems });
    const created = await ctx.db.transaction(async (tx) => {
      const made = await createApiKey(tx, { name: body.name, userId, createdBy: person.userId, scopes, expiresAt: body.expires_at ?? null });
      await auditAs(within(ctx, tx), {
        kind: "api_key.created",
        object: "user",
        recordId: userId,
        ip: callOf(request).ip,
        details: { api_key_id: made.id, api_key: made.prefix, scopes },
      });
      return made;
    });
    return { status: 201, body: created, headers: { "cache-control": "no-store" } };
  },
});

const end = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/api_keys/:id",
  operationId: "end_api_key",
  summary: { zh: "停用 API 密钥", en: "End an API key" },
  tag,
  access: "signed_in",
  params: z.object({ id: z.string() }),
  responses: { 204: null },
  handler: async (ctx, { params, request }) => {
    personOf(ctx);
    await ctx.db.transaction(async (tx) => {
      const ended = await endApiKey(tx, params.id, ctx.principal.may("user.manage") ? null : ctx.principal.userId);
      await refuseOutranked(within(ctx, tx), ended.user_id);
      await auditAs(within(ctx, tx), {
        kind: "api_key.ended",
        object: "user",
        recordId: ended.user_id,
        ip: callOf(request).ip,
        details: { api_key_id: params.id, api_key: ended.prefix },
      });
    });
    return { status: 204 };
  },
});

export const apiKeyEndpoints: AnyEndpoint[] = [list, create, end];
