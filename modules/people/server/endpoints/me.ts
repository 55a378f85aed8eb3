import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { actions, type Context, createError, within } from "@keshu/kernel";
import { currentCatalog, getRecord, updateRecord } from "@keshu/records";
import { z } from "zod";
import { platformPermissions } from "../../shared/platform-permissions.ts";
import { auditAs } from "../audit.ts";
import { isIdentified } from "../compile-principal.ts";
import { credentialOf, setPassword } from "../credentials.ts";
import { requirePassword } from "../passwords.ts";
import { asServer } from "../system-principal.ts";
import { verifyOwnPassword } from "../verify-own-password.ts";
import { callOf, personOf } from "./caller.ts";
import { userObject } from "./user-object.ts";

const tag = "me";
const profile = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  mobile: z.string().nullable(),
  title: z.string().nullable(),
  department_id: z.string().nullable(),
  manager_id: z.string().nullable(),
  role_ids: z.array(z.string()),
  locale: z.enum(["zh-CN", "en"]),
  time_zone: z.string().nullable(),
  avatar: z.unknown(),
  is_administrator: z.boolean(),
  must_change_password: z.boolean(),
  has_totp: z.boolean(),
  platform: z.array(z.string()).meta({ description: "Platform permissions" }),
  permissions: z
    .record(z.string(), z.object({ can: z.record(z.string(), z.boolean()), sees_others: z.boolean(), fields: z.record(z.string(), z.string()) }))
    .meta({ description: "For each object what one may do at all, whether one's roles show other people's records, and the fields below full access" }),
});

const own = ["id", "name", "email", "mobile", "title", "department_id", "manager_id", "role_ids", "locale", "time_zone", "avatar"];

const get = defineEndpoint({
  method: "GET",
  path: "/api/v1/me",
  operationId: "get_me",
  summary: { zh: "我的资料和权限", en: "My profile and permissions" },
  tag,
  access: "signed_in",
  allowsOneTimePassword: true,
  responses: { 200: profile },
  handler: async (ctx) => ({ status: 200, body: await presentMe(ctx) }),
});

const patch = defineEndpoint({
  method: "PATCH",
  path: "/api/v1/me",
  operationId: "update_me",
  summary: { zh: "修改我的资料", en: "Change my profile" },
  tag,
  access: "signed_in",
  body: z.strictObject({
    name: z.string().optional(),
    mobile: z.string().nullish(),
    title: z.string().nullish(),
    locale: z.enum(["zh-CN", "en"]).optional(),
    time_zone: z.string().optional(),
    avatar: z.unknown().optional(),
  }),
  responses: { 200: profile },
  handler: async (ctx, { body }) => {
    personOf(ctx);
    await updateRecord(asServer(ctx), userObject(), ctx.principal.userId, body);
    return { status: 200, body: await presentMe(ctx) };
  },
});

const putPassword = defineEndpoint({
  method: "PUT",
  path: "/api/v1/me/password",
  operationId: "change_my_password",
  summary: { zh: "修改密码", en: "Change my password" },
  tag,
  access: "signed_in",
  allowsOneTimePassword: true,
  isIdempotent: false,
  bodyLimit: 16 * 1024,
  body: z.strictObject({ current_password: z.string(), new_password: z.string() }),
  responses: { 204: null },
  handler: async (ctx, { body, request }) => {
    const person = personOf(ctx);
    const { ip } = callOf(request);
    const credential = await verifyOwnPassword(ctx, body.current_password, ip);
    requirePassword(body.new_password, "new_password", credential);
    if (body.new_password === body.current_password) throw createError("VALIDATION_FAILED", { errors: [{ path: "new_password", code: "SAME_PASSWORD" }] });
    await ctx.db.transaction(async (tx) => {
      await setPassword(tx, { userId: person.userId, password: body.new_password, keepSession: person.sessionId });
      await auditAs(within(ctx, tx), { kind: "password.changed", object: "user", recordId: person.userId, ip });
    });
    return { status: 204 };
  },
});

/** Everything the pages need to know about the person in one answer. */
async function presentMe(ctx: Context): Promise<Record<string, unknown>> {
  const { principal } = ctx;
  const [record, credential] = await Promise.all([
    getRecord(asServer(ctx), userObject(), principal.userId, { fields: own }),
    credentialOf(ctx.db, principal.userId),
  ]);
  const permissions = currentCatalog().objects.flatMap((object) => {
    const can = Object.fromEntries(actions.map((action) => [action, principal.reach(object.name, action) !== null]));
    if (!Object.values(can).includes(true)) return [];
    const fields = [...principal.restrictedFields(object.name)].filter(([, access]) => access !== "hidden"); // not even by name
    return [[object.name, { can, sees_others: seesOthers(ctx, object.name), fields: Object.fromEntries(fields) }] as const];
  });
  return {
    ...record,
    role_ids: record.role_ids ?? [],
    is_administrator: principal.isAdministrator,
    must_change_password: isIdentified(principal) && principal.mustChangePassword,
    has_totp: Boolean(credential?.totp_secret),
    platform: [...platformPermissions().keys()].filter((name) => principal.may(name)),
    permissions: Object.fromEntries(permissions.filter(([, p]) => Object.values(p.can).some(Boolean))),
  };
}

/** By role, not because a colleague shared something. */
function seesOthers({ principal }: Context, object: string): boolean {
  const reach = principal.reach(object, "read");
  return reach !== null && (reach.all || reach.departments.length > 0 || reach.owners.some((id) => id !== principal.userId));
}

export const meEndpoints: AnyEndpoint[] = [get, patch, putPassword];
