import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { createError } from "@keshu/kernel";
import { z } from "zod";
import { personId } from "./person.ts";

const tag = "preferences";
const valueLimit = 32 * 1024;
const keysPerPerson = 500;
const params = z.object({ key: z.string().max(500) });

const list = defineEndpoint({
  method: "GET",
  path: "/api/v1/preferences",
  operationId: "list_preferences",
  summary: { zh: "我的界面偏好", en: "How I like my pages" },
  tag,
  access: "signed_in",
  responses: { 200: z.object({ data: z.record(z.string(), z.unknown()) }) },
  handler: async (ctx) => {
    const { rows } = await ctx.db.prepared<{ key: string; value: string }>("select key, value from keshu.preference where user_id = $1", [personId(ctx)]);
    return { status: 200, body: { data: Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value)])) } };
  },
});

const put = defineEndpoint({
  method: "PUT",
  path: "/api/v1/preferences/:key",
  operationId: "set_preference",
  summary: { zh: "保存一项偏好", en: "Keep one preference" },
  tag,
  access: "signed_in",
  bodyLimit: 2 * valueLimit,
  params,
  body: z.strictObject({ value: z.json() }),
  responses: { 200: z.object({ key: z.string(), value: z.unknown() }) },
  handler: async (ctx, { params, body }) => {
    const userId = personId(ctx);
    if (!/^[a-z0-9_.-]{1,80}$/.test(params.key))
      throw createError("INVALID_PARAMETER", { params: { field: "key" }, errors: [{ path: "key", code: "INVALID_PARAMETER", params: { field: "key" } }] });
    const value = JSON.stringify(body.value);
    if (Buffer.byteLength(value) > valueLimit) throw createError("PAYLOAD_TOO_LARGE", { params: { limit: `${valueLimit / 1024} KB` } });
    const { rowCount } = await ctx.db.prepared(
      `insert into keshu.preference (user_id, key, value)
       select $1::uuid, $2::text, $3::text where exists (select from keshu.preference where user_id = $1 and key = $2)
         or (select count(*) from keshu.preference where user_id = $1) < ${keysPerPerson}
       on conflict (user_id, key) do update set value = excluded.value, updated_at = now()`,
      [userId, params.key, value],
    );
    if (rowCount === 0) throw createError("LIMIT_REACHED", { params: { limit: keysPerPerson } });
    return { status: 200, body: { key: params.key, value: body.value } };
  },
});

const remove = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/preferences/:key",
  operationId: "delete_preference",
  summary: { zh: "恢复一项偏好的默认值", en: "Forget one preference" },
  tag,
  access: "signed_in",
  params,
  responses: { 204: null },
  handler: async (ctx, { params }) => {
    await ctx.db.query("delete from keshu.preference where user_id = $1 and key = $2", [personId(ctx), params.key.replaceAll("\0", "")]);
    return { status: 204 };
  },
});

export const preferenceEndpoints: AnyEndpoint[] = [list, put, remove];
