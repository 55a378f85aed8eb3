import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { z } from "zod";
import { personId } from "../person.ts";
import { countUnread, type NotificationRow, presentNotifications, rowColumns } from "./store.ts";

const tag = "notifications";

const notification = z
  .object({
    id: z.uuid(),
    kind: z.enum(["mention", "reminder", "assigned", "shared", "import", "system"]),
    title: z.string(),
    body: z.string().nullable(),
    object: z.string().nullable(),
    record_id: z.uuid().nullable(),
    record_title: z.string().nullable(),
    actor_id: z.uuid().nullable(),
    actor_name: z.string().nullable(),
    at: z.iso.datetime(),
    read_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "Notification" });

const list = defineEndpoint({
  method: "GET",
  path: "/api/v1/notifications",
  operationId: "list_notifications",
  summary: { zh: "我的通知，新的在前", en: "My notifications, newest first" },
  tag,
  access: "signed_in",
  query: z.strictObject({
    unread: z.enum(["true", "false"]).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
    cursor: z.uuid().optional(),
  }),
  responses: { 200: z.object({ data: z.array(notification), next: z.string().nullable(), unread: z.int().max(1000) }) },
  handler: async (ctx, { query }) => {
    const userId = personId(ctx);
    const limit = query.limit ?? 20;
    const { rows } = await ctx.db.prepared<NotificationRow>(
      `select ${rowColumns} from keshu.notification where user_id = $1 and ($2::uuid is null or id < $2)
       ${query.unread === "true" ? "and read_at is null" : ""} order by id desc limit $3`,
      [userId, query.cursor ?? null, limit + 1],
    );
    const next = rows.length > limit ? (rows[limit - 1]?.id ?? null) : null;
    const data = await presentNotifications(ctx, rows.slice(0, limit));
    return { status: 200, body: { data, next, unread: await countUnread(ctx.db, userId) } };
  },
});

const read = defineEndpoint({
  method: "POST",
  path: "/api/v1/notifications/read",
  operationId: "read_notifications",
  summary: { zh: "把通知标为已读", en: "Mark notifications as read" },
  tag,
  access: "signed_in",
  body: z
    .strictObject({ ids: z.array(z.uuid()).max(1000).optional(), all: z.literal(true).optional() })
    .refine((body) => body.ids !== undefined || body.all !== undefined, { path: ["ids"] }),
  responses: { 200: z.object({ unread: z.int() }) },
  handler: async (ctx, { body }) => {
    const userId = personId(ctx);
    await ctx.db.query(
      `update keshu.notification set read_at = now() where user_id = $1 and read_at is null ${body.all ? "" : "and id = any($2::uuid[])"}`,
      body.all ? [userId] : [userId, body.ids],
    );
    return { status: 200, body: { unread: await countUnread(ctx.db, userId) } };
  },
});

export const notificationEndpoints: AnyEndpoint[] = [list, read];
