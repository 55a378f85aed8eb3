import { sessionCookie as cookieName, readCookie } from "@keshu/http/authentication";
import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { within } from "@keshu/kernel";
import { z } from "zod";
import { auditAs } from "../audit.ts";
import { isIdentified } from "../compile-principal.ts";
import { takeFromBrowser } from "../first-visit.ts";
import { sessionCookie } from "../session-cookie.ts";
import { endSession } from "../sessions.ts";
import { signIn } from "../sign-in.ts";
import { callOf } from "./caller.ts";

const tag = "sign-in";

const signInEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/v1/sign-in",
  operationId: "sign_in",
  summary: { zh: "登录", en: "Sign in" },
  tag,
  access: "public",
  isIdempotent: false, // the answer holds a token, which is kept nowhere
  bodyLimit: 16 * 1024,
  // Missing credentials are wrong credentials (401), not a malformed request.
  body: z
    .object({
      email: z.string().nullish().meta({ description: "E-mail, in any case" }),
      password: z.string().nullish(),
      totp: z.string().nullish().meta({ description: "Six digits from the authenticator app, or a recovery code" }),
      locale: z.enum(["zh-CN", "en"]).nullish().meta({ description: "Language of the browser; an account takes it at its first sign-in" }),
      time_zone: z.string().nullish().meta({ description: "IANA zone of the browser; an account takes it at its first sign-in" }),
    })
    .optional(),
  responses: { 200: z.object({ token: z.string(), user_id: z.string(), must_change_password: z.boolean(), expires_in: z.int() }) },
  handler: async (ctx, { body, request }) => {
    const { ip, userAgent, isSecure } = callOf(request);
    const previousToken = readCookie(request.headers.cookie ?? "", cookieName);
    const signedIn = await signIn(ctx.db, {
      email: body?.email ?? undefined,
      password: body?.password ?? undefined,
      totp: body?.totp ?? undefined,
      ip,
      userAgent,
      requestId: ctx.requestId,
      previousToken,
    });
    if (signedIn.isFirst) await takeFromBrowser(ctx, signedIn.userId, { locale: body?.locale, timeZone: body?.time_zone });
    return {
      status: 200,
      headers: { "set-cookie": sessionCookie(signedIn.token, { maxAge: signedIn.maxAge, isSecure }), "cache-control": "no-store" },
      body: { token: signedIn.token, user_id: signedIn.userId, must_change_password: signedIn.mustChangePassword, expires_in: signedIn.maxAge },
    };
  },
});

const signOutEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/v1/sign-out",
  operationId: "sign_out",
  summary: { zh: "退出登录", en: "Sign out" },
  tag,
  access: "signed_in",
  allowsOneTimePassword: true,
  isIdempotent: false,
  responses: { 204: null },
  handler: async (ctx, { request }) => {
    const { ip, isSecure } = callOf(request);
    const sessionId = isIdentified(ctx.principal) ? ctx.principal.sessionId : undefined;
    if (sessionId) {
      await ctx.db.transaction(async (tx) => {
        await endSession(tx, sessionId, ctx.principal.userId);
        await auditAs(within(ctx, tx), { kind: "session.ended", ip, details: { session_id: sessionId } });
      });
    }
    return { status: 204, headers: { "set-cookie": sessionCookie("", { maxAge: 0, isSecure }), "clear-site-data": '"cache"' } };
  },
});

export const signInEndpoints: AnyEndpoint[] = [signInEndpoint, signOutEndpoint];
