import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { createError, within } from "@keshu/kernel";
import { z } from "zod";
import { auditAs } from "../audit.ts";
import { credentialOf, removeTotp } from "../credentials.ts";
import { endSessionsOf } from "../sessions.ts";
import { newRecoveryCodes, newTotpSecret, readCode, sealTotp, stepOfCode } from "../totp.ts";
import { verifyOwnPassword } from "../verify-own-password.ts";
import { callOf, personOf } from "./caller.ts";

const tag = "me";
const wrongCode = (): Error => createError("VALIDATION_FAILED", { errors: [{ path: "code", code: "WRONG_CODE" }] });

const start = defineEndpoint({
  method: "POST",
  path: "/api/v1/me/totp",
  operationId: "start_totp",
  summary: { zh: "开始设置两步验证", en: "Begin two-step sign-in" },
  tag,
  access: "signed_in",
  isIdempotent: false,
  body: z.strictObject({ password: z.string() }),
  responses: { 200: z.object({ secret: z.string(), url: z.string().meta({ description: "otpauth:// address for a QR code" }) }) },
  handler: async (ctx, { body, request }) => {
    personOf(ctx);
    const credential = await verifyOwnPassword(ctx, body.password, callOf(request).ip, "password");
    if (credential.totp_secret) throw createError("CONFLICT");
    const { secret, url } = newTotpSecret(credential.email);
    await ctx.db.query("update keshu.credential set totp_pending = $2 where user_id = $1", [credential.user_id, sealTotp(secret, credential.user_id)]);
    return { status: 200, body: { secret, url }, headers: { "cache-control": "no-store" } };
  },
});

const confirm = defineEndpoint({
  method: "PUT",
  path: "/api/v1/me/totp",
  operationId: "confirm_totp",
  summary: { zh: "确认两步验证", en: "Confirm two-step sign-in" },
  tag,
  access: "signed_in",
  isIdempotent: false,
  body: z.strictObject({ code: z.string() }),
  responses: { 200: z.object({ recovery_codes: z.array(z.string()).meta({ description: "Shown once; each replaces the app once" }) }) },
  handler: async (ctx, { body, request }) => {
    const person = personOf(ctx);
    const pending = (await credentialOf(ctx.db, person.userId))?.totp_pending;
    if (!pending) throw createError("NOT_READY");
    const step = stepOfCode(pending, person.userId, readCode(body.code));
    if (step === null) throw wrongCode();
    const { codes, hashes } = newRecoveryCodes();
    await ctx.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        `update keshu.credential set totp_secret = totp_pending, totp_pending = null, totp_confirmed_at = now(), totp_last_step = $3, recovery_hashes = $4
         where user_id = $1 and totp_pending = $2`,
        [person.userId, pending, step, hashes],
      );
      if (rowCount === 0) throw createError("CONFLICT");
      await endSessionsOf(tx, [person.userId], person.sessionId ?? null);
      await auditAs(within(ctx, tx), { kind: "totp.enabled", object: "user", recordId: person.userId, ip: callOf(request).ip });
    });
    return { status: 200, body: { recovery_codes: codes }, headers: { "cache-control": "no-store" } };
  },
});

const remove = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/me/totp",
  operationId: "remove_totp",
  summary: { zh: "关闭两步验证", en: "End two-step sign-in" },
  tag,
  access: "signed_in",
  isIdempotent: false,
  body: z.strictObject({ password: z.string() }),
  responses: { 204: null },
  handler: async (ctx, { body, request }) => {
    const person = personOf(ctx);
    const { ip } = callOf(request);
    await verifyOwnPassword(ctx, body.password, ip, "password");
    await ctx.db.transaction(async (tx) => {
      if (await removeTotp(tx, person.userId)) await auditAs(within(ctx, tx), { kind: "totp.disabled", object: "user", recordId: person.userId, ip });
    });
    return { status: 204 };
  },
});

export const totpEndpoints: AnyEndpoint[] = [start, confirm, remove];
