import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { createError, within } from "@keshu/kernel";
import { z } from "zod";
import { auditAs } from "../audit.ts";
import { endSession, endSessionsOf, listSessions } from "../sessions.ts";
import { callOf, personOf, refuseOutranked, subjectOf } from "./caller.ts";

const tag = "sessions";
const session = z.object({
  id: z.string(),
  user_id: z.string(),
  created_at: z.string(),
  last_seen_at: z.string(),
  expires_at: z.string(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  is_current: z.boolean(),
});

const list = defineEndpoint({
  method: "GET",
  path: "/api/v1/sessions",
  operationId: "list_sessions",
  summary: { zh: "登录会话列表", en: "List sessions" },
  tag,
  access: "signed_in",
  query: z.strictObject({ user_id: z.uuid().optional().meta({ description: "Someone else's; needs user.manage" }) }),
  responses: { 200: z.object({ data: z.array(session) }) },
  handler: async (ctx, { query }) => {
    const person = personOf(ctx);
    const sessions = await listSessions(ctx.db, await subjectOf(ctx, query.user_id));
    return { status: 200, body: { data: sessions.map((s) => ({ ...s, is_current: s.id === person.sessionId })) } };
  },
});

const end = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/sessions/:id",
  operationId: "end_session",
  summary: { zh: "结束一个会话", en: "End a session" },
  tag,
  access: "signed_in",
  params: z.object({ id: z.string() }),
  responses: { 204: null },
  handler: async (ctx, { params, request }) => {
    personOf(ctx);
    await ctx.db.transaction(async (tx) => {
      const userId = await endSession(tx, params.id, ctx.principal.may("user.manage") ? null : ctx.principal.userId);
      await refuseOutranked(within(ctx, tx), userId);
      await auditAs(within(ctx, tx), { kind: "session.ended", object: "user", recordId: userId, ip: callOf(request).ip, details: { session_id: params.id } });
    });
    return { status: 204 };
  },
});

const endOthers = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/sessions",
  operationId: "end_other_sessions",
  summary: { zh: "结束其他所有会话", en: "End all other sessions" },
  tag,
  access: "signed_in",
  query: z.strictObject({ user_id: z.uuid().optional().meta({ description: "Someone else's, all of them; needs user.manage" }) }),
  responses: { 200: z.object({ ended: z.int() }) },
  handler: async (ctx, { query, request }) => {
    const person = personOf(ctx);
    const userId = await subjectOf(ctx, query.user_id);
    if (!person.sessionId) throw createError("FORBIDDEN");
    const ended = await ctx.db.transaction(async (tx) => {
      const count = await endSessionsOf(tx, [userId], person.sessionId);
      await auditAs(within(ctx, tx), { kind: "session.ended", object: "user", recordId: userId, ip: callOf(request).ip, details: { count } });
      return count;
    });
    return { status: 200, body: { ended } };
  },
});

export const sessionEndpoints: AnyEndpoint[] = [list, end, endOthers];
