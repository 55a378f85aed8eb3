import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { createError, type Database, type Principal } from "@keshu/kernel";
import { z } from "zod";
import { endFeed, readFeedState, renewFeed, userOfFeed } from "./calendar-feed.ts";
import { readFeed } from "./read-feed.ts";

/** Rights of an active person as they are now; null: there is none. */
export type PrincipalOf = (db: Database, userId: string) => Promise<Principal | null>;

const tag = "calendar";

const state = defineEndpoint({
  method: "GET",
  path: "/api/v1/calendar-feed",
  operationId: "readCalendarFeed",
  summary: { zh: "我的日历订阅是否开启", en: "Whether my calendar can be subscribed to" },
  tag,
  access: "signed_in",
  responses: { 200: z.object({ feed: z.object({ created_at: z.iso.datetime(), read_at: z.iso.datetime().nullable() }).nullable() }) },
  handler: async (ctx) => ({ status: 200, body: { feed: await readFeedState(ctx) } }),
});

const renewal = defineEndpoint({
  method: "POST",
  path: "/api/v1/calendar-feed",
  operationId: "renewCalendarFeed",
  summary: { zh: "开启日历订阅或更换地址；旧地址随即失效", en: "Make the address of my calendar, or a new one; the old one ends" },
  tag,
  access: "signed_in",
  // A stored answer would keep the secret.
  isIdempotent: false,
  responses: { 201: z.object({ path: z.string().meta({ description: "Shown once: whoever has it reads the calendar" }) }) },
  handler: async (ctx) => ({ status: 201, body: { path: `/api/v1/calendar/${await renewFeed(ctx)}.ics` } }),
});

const end = defineEndpoint({
  method: "DELETE",
  path: "/api/v1/calendar-feed",
  operationId: "endCalendarFeed",
  summary: { zh: "停止日历订阅", en: "End the address of my calendar" },
  tag,
  access: "signed_in",
  responses: { 204: null },
  handler: async (ctx) => {
    await endFeed(ctx);
    return { status: 204 };
  },
});

const file = (principalOf: PrincipalOf) =>
  defineEndpoint({
    method: "GET",
    path: "/api/v1/calendar/:file",
    operationId: "readCalendarFile",
    summary: { zh: "日历订阅（iCalendar），凭地址中的密钥读取", en: "The calendar as iCalendar, by the secret in its address" },
    tag,
    access: "public",
    params: z.object({ file: z.string().max(80) }),
    responses: { 200: "text/calendar", 304: null },
    handler: async (ctx, { params, request }) => {
      const userId = params.file.endsWith(".ics") ? await userOfFeed(ctx.db, params.file.slice(0, -4)) : null;
      const principal = userId ? await principalOf(ctx.db, userId) : null;
      if (!principal) throw createError("NOT_FOUND");
      const { text, tag } = await readFeed({ ...ctx, principal, locale: principal.locale });
      const headers = { etag: tag, "cache-control": "private, no-cache" };
      if (matches(request.headers["if-none-match"], tag)) return { status: 304, headers };
      return {
        status: 200,
        body: text,
        headers: { ...headers, "content-type": "text/calendar; charset=utf-8", "content-disposition": 'inline; filename="keshu.ics"' },
      };
    },
  });

/** RFC 9110 §13.1.2: weak comparison with any tag of the list. */
function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((part) => ["*", tag].includes(part.trim().replace(/^W\//, "")));
}

export function feedEndpoints(principalOf: PrincipalOf): AnyEndpoint[] {
  return [state, renewal, end, file(principalOf)];
}
