import { type Context, type Label, within } from "@keshu/kernel";
import { type ApiRecord, currentCatalog, type Filter, listRecords, notify, readByIds } from "@keshu/records";
import { idsIn } from "../recurrence/attendees.ts";
import { occurrencesIn, spanOf, timesOf } from "../recurrence/series.ts";

const minute = 60_000;
/** After an outage reminders of this long ago are still given. */
const patience = 24 * 60 * minute;
/** Given in one transaction: not so many that a kill repeats much work. */
const chunk = 200;

interface Reminder {
  object: "event" | "task";
  recordId: string;
  userId: string;
  /** When it was to be given. */
  dueAt: number;
  /** When the event begins or the task is due; null: no time. */
  at: number | null;
}

/**
 * Gives every reminder that is due and was not given. A reminder and the note that it was given are one transaction:
 * two servers, or one that was killed, give it once. Returns how many were given.
 */
export async function sendReminders(ctx: Context, now = Date.now()): Promise<number> {
  const due = [...(await dueTasks(ctx, now)), ...(await dueEvents(ctx, now))].sort((a, b) => a.dueAt - b.dueAt);
  let given = 0;
  for (let i = 0; i < due.length; i += chunk) given += await give(ctx, due.slice(i, i + chunk));
  await ctx.db.query("delete from keshu.reminder where due_at < $1::timestamptz", [new Date(now - 3 * patience).toISOString()]);
  return given;
}

async function give(ctx: Context, due: readonly Reminder[]): Promise<number> {
  return ctx.db.transaction(async (tx) => {
    const { rows } = await tx.query<{ n: number }>(
      `insert into keshu.reminder (record_id, user_id, due_at) select r, u, d from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) v(r, u, d)
       on conflict do nothing returning (select n from unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) with ordinality w(r, u, d, n)
         where w.r = record_id and w.u = user_id and w.d = due_at limit 1)::int as n`,
      [due.map((r) => r.recordId), due.map((r) => r.userId), due.map((r) => new Date(r.dueAt).toISOString())],
    );
    const people = await readByIds(
      ctx,
      "user",
      rows.map((row) => (due[row.n - 1] as Reminder).userId),
    );
    for (const { n } of rows) {
      const reminder = due[n - 1] as Reminder;
      const zone = String(people.get(reminder.userId)?.time_zone ?? "Asia/Shanghai");
      await notify(within(ctx, tx), {
        user_ids: [reminder.userId],
        kind: "reminder",
        title: titleOf(reminder, zone),
        object: reminder.object,
        record_id: reminder.recordId,
        key: `reminder:${reminder.recordId}:${reminder.dueAt}`,
      });
    }
    return rows.length;
  });
}

/** “14:30 开始”, by the clock of the person who is reminded. */
function titleOf({ object, at, dueAt }: Reminder, timeZone: string): Label {
  if (at === null) return { zh: "任务提醒", en: "Task reminder" };
  const clock = (locale: string): string => {
    const isSameDay = dayOf(at, timeZone) === dayOf(dueAt, timeZone);
    const options: Intl.DateTimeFormatOptions = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    return new Intl.DateTimeFormat(locale, isSameDay ? options : { ...options, month: "short", day: "numeric", weekday: "short" }).format(at);
  };
  return object === "event"
    ? { zh: `日程提醒：${clock("zh-CN")} 开始`, en: `Event starts at ${clock("en")}` }
    : { zh: `任务提醒：${clock("zh-CN")} 截止`, en: `Task due at ${clock("en")}` };
}

function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
}

async function dueTasks(ctx: Context, now: number): Promise<Reminder[]> {
  const filter = { status: "open", remind_at: { gt: iso(now - patience), lte: iso(now) } };
  const reminders: Reminder[] = [];
  for await (const task of readAll(ctx, "task", filter, ["id", "owner_id", "remind_at", "due_at"])) {
    if (typeof task.owner_id !== "string") continue;
    const at = task.due_at ? Date.parse(String(task.due_at)) : null;
    reminders.push({ object: "task", recordId: task.id, userId: task.owner_id, dueAt: Date.parse(String(task.remind_at)), at });
  }
  return reminders;
}

/** Short notices are many and long ones few: each looks only as far ahead as it must. */
const notices = [
  [0, 60],
  [61, 1440],
  [1441, 40_320],
] as const;

/** An event that is over reminds nobody any more. */
async function dueEvents(ctx: Context, now: number): Promise<Reminder[]> {
  const since = iso(now - patience);
  const reminders: Reminder[] = [];
  for (const notice of notices) {
    const ahead: Filter = { remind_minutes: { between: notice } };
    const until = iso(now + notice[1] * minute);
    const single: Filter = { ...ahead, recurrence: { empty: true }, start_at: { gt: since, lte: until }, end_at: { gt: iso(now - minute) } };
    const series: Filter = {
      ...ahead,
      recurrence: { empty: false },
      start_at: { lte: until },
      or: [{ recurs_until: { empty: true } }, { recurs_until: { gt: since } }],
    };
    for (const filter of [single, series]) for await (const event of readAll(ctx, "event", filter, eventFields)) reminders.push(...remindersOf(event, now));
  }
  return reminders;
}

function* remindersOf(event: ApiRecord, now: number): Generator<Reminder> {
  const ahead = Number(event.remind_minutes) * minute;
  const times = timesOf(event);
  for (const { startAt, endAt } of occurrencesIn(times, spanOf(now - patience, now + ahead + 1, times.timeZone))) {
    const dueAt = startAt - ahead;
    if (dueAt > now || dueAt <= now - patience || Math.max(endAt, startAt + minute) <= now) continue;
    for (const userId of new Set([event.owner_id, ...idsIn(event.attendee_ids)]))
      if (typeof userId === "string") yield { object: "event", recordId: event.id, userId, dueAt, at: startAt };
  }
}

const eventFields = [
  "id",
  "owner_id",
  "attendee_ids",
  "remind_minutes",
  "start_at",
  "end_at",
  "is_all_day",
  "start_on",
  "end_on",
  "time_zone",
  "recurrence",
  "exceptions",
];

const iso = (instant: number): string => new Date(instant).toISOString();

async function* readAll(ctx: Context, name: string, filter: Filter, fields: readonly string[]): AsyncGenerator<ApiRecord> {
  const object = currentCatalog().byName.get(name);
  if (!object) return;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRecords>> = await listRecords(ctx, object, {
      filter,
      fields,
      limit: 1000,
      sort: "created_at",
      ...(cursor ? { cursor } : {}),
    });
    yield* page.data;
    cursor = page.next;
  } while (cursor);
}
