import { createHash } from "node:crypto";
import type { Context } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, type Filter, listRecords, readByIds } from "@keshu/records";
import { idsIn } from "../recurrence/attendees.ts";
import { feedText } from "./feed-text.ts";

const dayMs = 86_400_000;
/** What a subscribed calendar shows: half a year back, two ahead. */
const past = 183 * dayMs;
const future = 730 * dayMs;
const maximumEvents = 3000;
const maximumTasks = 1000;

/** The person's own events and open tasks as a calendar file, under the rights they have now, and its entity tag. */
export async function readFeed(ctx: Context): Promise<{ text: string; tag: string }> {
  const { userId } = ctx.principal;
  const now = Math.floor(Date.now() / dayMs) * dayMs;
  const from = new Date(now - past).toISOString();
  const to = new Date(now + future).toISOString();
  const mine: Filter = { or: [{ owner_id: userId }, { attendee_ids: { in: [userId] } }] };
  const isNear: Filter = {
    start_at: { lt: to },
    or: [
      { recurrence: { empty: true }, end_at: { gt: from } },
      { recurrence: { empty: false }, or: [{ recurs_until: { empty: true } }, { recurs_until: { gt: from } }] },
    ],
  };
  const events = await readSome(ctx, "event", { and: [mine, isNear] }, maximumEvents);
  const tasks = await readSome(ctx, "task", { owner_id: userId, status: "open", due_at: { gte: from, lt: to } }, maximumTasks);
  const ids = [...new Set(events.flatMap((e) => idsIn(e.attendee_ids)))];
  const users = await readByIds(ctx, "user", [...ids, userId]);
  const people = new Map([...users].map(([id, user]) => [id, String(user.name ?? "")]));
  const { locale } = ctx.principal;
  const name = `${locale === "en" ? "Keshu" : "客枢"} · ${people.get(userId) ?? ""}`;
  const text = feedText({ name, locale, events, tasks, people });
  return { text, tag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"` };
}

/** The newest that fit, oldest first; nothing where the person may not see what is asked about. */
/** Without these nothing is told, since the filter would tell them. */
const asked = ["owner_id", "attendee_ids", "start_at", "end_at", "recurrence", "recurs_until", "due_at", "status"];

async function readSome(ctx: Context, name: string, filter: Filter, maximum: number): Promise<ApiRecord[]> {
  const object = currentCatalog().byName.get(name);
  const restricted = ctx.principal.restrictedFields(name);
  if (!object || !ctx.principal.reach(name, "read") || asked.some((f) => ["hidden", "masked"].includes(restricted.get(f) ?? ""))) return [];
  const records: ApiRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(ctx, object, {
      filter,
      limit: 1000,
      sort: "-created_at",
      ...(cursor ? { cursor } : {}),
    });
    records.push(...page.data);
    cursor = page.next;
  } while (cursor && records.length < maximum);
  return records.slice(0, maximum).reverse();
}
