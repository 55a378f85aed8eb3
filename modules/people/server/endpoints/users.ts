import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { etagOf, versionOf } from "@keshu/http/records/if-match";
import { type Context, createError, isUuid, within } from "@keshu/kernel";
import { type ApiRecord, createRecord, updateRecord } from "@keshu/records";
import { z } from "zod";
import { outranks } from "../../rules/user-rules.ts";
import { auditAs } from "../audit.ts";
import { type Credential, credentialOf, removeTotp, setPassword } from "../credentials.ts";
import { checkPassword, newOneTimePassword, requirePassword } from "../passwords.ts";
import { clearFailures } from "../sign-in-throttle.ts";
import { callOf } from "./caller.ts";
import { userObjectFor } from "./user-object.ts";

const tag = "users";
const resetDays = 7;
const access = { permission: "user.manage" } as const;
const record = { $ref: "#/components/schemas/user" };
const id = z.object({ id: z.string() });

// Everything else in the body is the object's fields, custom ones included: the record engine reads them.
const described = (schema: Record<string, unknown>) => z.unknown().optional().meta(schema);
const nullableId = { type: ["string", "null"], format: "uuid" };
const userInput = z.looseObject({
  name: described({ type: "string", maxLength: 100 }),
  email: described({ type: "string", format: "email" }),
  mobile: described({ type: ["string", "null"] }),
  title: described({ type: ["string", "null"], maxLength: 100 }),
  department_id: described(nullableId),
  manager_id: described(nullableId),
  role_ids: described({ type: "array", items: { type: "string", format: "uuid" } }),
  state: described({ type: "string", enum: ["active", "frozen"] }),
  locale: described({ type: "string", enum: ["zh-CN", "en"] }),
  time_zone: described({ type: "string" }),
  password: z.string().optional().meta({ description: "Works at once", writeOnly: true }),
  must_change_password: z.boolean().optional().meta({ description: "The password works only to choose another" }),
});

const create = defineEndpoint({
  method: "POST",
  path: "/api/v1/users",
  operationId: "create_user",
  summary: { zh: "新建用户", en: "Create a user" },
  tag,
  access: "signed_in", // the engine asks for the right on users
  body: userInput,
  responses: { 201: record },
  handler: async (ctx, { body: { password, must_change_password, ...input }, request }) => {
    if (!ctx.principal.reach("user", "create")) throw createError("FORBIDDEN");
    const object = await userObjectFor(ctx.db, input);
    const problem = password === undefined ? null : checkPassword(password, "password", { email: String(input.email ?? ""), name: String(input.name ?? "") });
    if (problem) throw createError("VALIDATION_FAILED", { errors: [problem] });
    const created = await ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      const made = await createRecord(inner, object, input);
      if (password !== undefined) await givePassword(inner, { userId: made.id, password, mustChange: must_change_password ?? false, ip: callOf(request).ip });
      return made;
    });
    return { status: 201, body: created, headers: { location: `/api/v1/users/${created.id}`, ...etagOf(created) } };
  },
});

const update = defineEndpoint({
  method: "PATCH",
  path: "/api/v1/users/:id",
  operationId: "update_user",
  summary: { zh: "修改用户", en: "Change a user" },
  tag,
  access: "signed_in",
  params: id,
  body: userInput,
  responses: { 200: record },
  handler: async (ctx, { params, body: { password, must_change_password, ...patch }, request }) => {
    const ifMatch = versionOf(request.headers["if-match"]);
    const object = await userObjectFor(ctx.db, patch);
    const updated = await ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      if (password !== undefined) {
        const subject = await subjectOfPassword(inner, params.id);
        requirePassword(password, "password", subject);
        await clearFailures(tx, subject.email);
        await givePassword(inner, { userId: subject.user_id, password, mustChange: must_change_password ?? false, ip: callOf(request).ip });
      }
      return updateRecord(inner, object, params.id, patch, ifMatch === undefined ? {} : { ifMatch });
    });
    return { status: 200, body: updated, headers: etagOf(updated as ApiRecord) };
  },
});

const resetPassword = defineEndpoint({
  method: "POST",
  path: "/api/v1/users/:id/password_reset",
  operationId: "reset_password",
  summary: { zh: "重置密码", en: "Reset a password" },
  tag,
  access,
  params: id,
  isIdempotent: false, // the answer holds a password, which is kept nowhere
  responses: { 201: z.object({ password: z.string().meta({ description: "One-time, shown once" }), valid_days: z.int() }) },
  handler: async (ctx, { params, request }) => {
    const password = newOneTimePassword();
    await ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      const subject = await subjectOfPassword(inner, params.id);
      await clearFailures(tx, subject.email);
      await setPassword(tx, { userId: subject.user_id, password, mustChange: true, validDays: resetDays });
      await auditAs(inner, { kind: "password.reset", object: "user", recordId: subject.user_id, ip: callOf(request).ip });
    });
    return { status: 201, body: { password, valid_days: resetDays }, headers: { "cache-control": "no-store" } };
  },
});

const resetTotp = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/users/:id/totp",
  operationId: "reset_totp",
  summary: { zh: "关闭用户的两步验证", en: "End a user's two-step sign-in" },
  tag,
  access,
  params: id,
  responses: { 204: null },
  handler: async (ctx, { params, request }) => {
    await ctx.db.transaction(async (tx) => {
      const inner = within(ctx, tx);
      const subject = await subjectOfPassword(inner, params.id);
      if (await removeTotp(tx, subject.user_id))
        await auditAs(inner, { kind: "totp.reset", object: "user", recordId: subject.user_id, ip: callOf(request).ip });
    });
    return { status: 204 };
  },
});

/** The person whose password is to be set by somebody else. One's own is changed at /me/password, with the current one. @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED */
async function subjectOfPassword(ctx: Context, userId: string): Promise<Credential> {
  if (!ctx.principal.reach("user", "update")) throw createError("FORBIDDEN");
  const subject = isUuid(userId) ? await credentialOf(ctx.db, userId) : undefined;
  if (!subject) throw createError("NOT_FOUND");
  if (subject.user_id === ctx.principal.userId) throw createError("VALIDATION_FAILED", { errors: [{ path: "password", code: "OWN_PASSWORD" }] });
  if (await outranks(ctx, subject.user_id)) throw createError("FORBIDDEN");
  return subject;
}

async function givePassword(ctx: Context, value: { userId: string; password: string; mustChange: boolean; ip: string }): Promise<void> {
  await setPassword(ctx.db, value);
  await auditAs(ctx, { kind: "password.set", object: "user", recordId: value.userId, ip: value.ip });
}

export const userEndpoints: AnyEndpoint[] = [create, update, resetPassword, resetTotp];
