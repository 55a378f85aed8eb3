import { isTimeZone } from "@keshu/catalog/field-types/recognition/time-zone";
import { type AnyEndpoint, defineEndpoint } from "@keshu/http/endpoint";
import { createError, timeZoneOf } from "@keshu/kernel";
import { z } from "zod";
import { beginningOf, spanOf } from "../recurrence/series.ts";
import { calendarEntry, calendarKinds } from "./calendar-entry.ts";
import { readCalendar } from "./read-calendar.ts";

const maximumDays = 400;
const maximumUsers = 50;
const moment = z
  .string()
  .max(40)
  .meta({ description: "A day 2026-11-22 in the caller's time zone, or a moment 2026-11-22T00:00:00Z", examples: ["2026-11-22"] });

const calendar = defineEndpoint({
  method: "GET",
  path: "/api/v1/calendar",
  operationId: "readCalendar",
  summary: {
    zh: "日历：一段时间内的日程（重复日程逐次展开）、任务截止、约好的联系、发生过的跟进和预计成交",
    en: "A calendar: events with every occurrence of recurring ones, tasks due, contacts planned, what happened, and expected closings",
  },
  tag: "calendar",
  access: "signed_in",
  query: z.strictObject({
    from: moment,
    to: moment.describe("The end, itself not included; at most 400 days after `from`"),
    users: z.string().max(4000).optional().describe("Ids of people, divided by commas; `me` is the caller. Left out: everyone the caller may see"),
    kinds: z
      .string()
      .max(100)
      .optional()
      .describe(`Any of ${calendarKinds.join(", ")}; default event,task,contact`),
    time_zone: z.string().max(64).optional().describe("Zone of the days asked for; default: the caller's"),
  }),
  responses: { 200: z.object({ data: z.array(calendarEntry) }) },
  handler: async (ctx, { query }) => {
    const timeZone = query.time_zone ?? timeZoneOf(ctx.principal);
    if (!isTimeZone(timeZone)) throw wrong("time_zone", "UNKNOWN_TIME_ZONE");
    const from = readMoment(query.from, timeZone, "from");
    const to = readMoment(query.to, timeZone, "to");
    if (to <= from) throw wrong("to", "ENDS_BEFORE_START");
    if (to - from > (maximumDays + 0.1) * 86_400_000)
      throw createError("RANGE_TOO_LONG", { params: { max: maximumDays }, errors: [{ path: "to", code: "RANGE_TOO_LONG", params: { max: maximumDays } }] });
    const kinds = listOf(query.kinds ?? "event,task,contact").map((kind) => calendarKinds.find((k) => k === kind) ?? wrongValue("kinds"));
    const users = listOf(query.users ?? "").map((id) => (id === "me" ? ctx.principal.userId : z.uuid().safeParse(id).success ? id : wrongValue("users")));
    if (users.length > maximumUsers)
      throw createError("TOO_MANY_RECORDS", {
        params: { limit: maximumUsers },
        errors: [{ path: "users", code: "TOO_MANY_RECORDS", params: { limit: maximumUsers } }],
      });
    const data = await readCalendar(ctx, { span: spanOf(from, to, timeZone), users: [...new Set(users)], kinds: [...new Set(kinds)] });
    return { status: 200, body: { data } };
  },
});

function listOf(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

function readMoment(value: string, timeZone: string, path: string): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value);
  const at = isDay && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ? beginningOf(value, timeZone) : isMoment ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at) || at < Date.UTC(1900, 0) || at > Date.UTC(2200, 0)) throw wrong(path, isDay ? "INVALID_DATE" : "INVALID_DATETIME");
  return at;
}

function wrong(path: string, code: "UNKNOWN_TIME_ZONE" | "ENDS_BEFORE_START" | "INVALID_DATE" | "INVALID_DATETIME" | "INVALID_VALUE") {
  return createError("INVALID_PARAMETER", { params: { field: path }, errors: [{ path, code, params: { field: path } }] });
}

function wrongValue(path: string): never {
  throw wrong(path, "INVALID_VALUE");
}

export const calendarEndpoints: AnyEndpoint[] = [calendar];
