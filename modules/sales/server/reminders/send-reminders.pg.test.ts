import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { deleteRecord, type Notification, setNotifier, updateRecord } from "@keshu/records";
import { type SalesTest, salesTest } from "../../testing.ts";
import { sendReminders } from "./send-reminders.ts";

let t: SalesTest;
let owner: string;
let guest: string;
let given: Notification[] = [];
const now = Date.parse("2026-11-23T00:45:00Z");
const minutes = (n: number) => new Date(now + n * 60_000).toISOString();

before(async () => {
  t = await salesTest();
  owner = (await t.create("user", { name: "李提醒" })).id;
  guest = (await t.create("user", { name: "王提醒" })).id;
});
after(() => t.close());
beforeEach(() => {
  given = [];
  setNotifier(async (_ctx, notification) => void given.push(notification));
});

const titles = () => given.map((n) => n.title.zh).sort();

async function givenFor(id: string, at: number): Promise<number> {
  given = [];
  await sendReminders(t.ctx, at);
  return given.filter((n) => n.record_id === id).length;
}

test("tasks remind their owner, events their owner and attendees; each once, also when two servers look at once", async () => {
  await t.create("task", { name: "报价", due_at: minutes(60), remind_at: minutes(-1), owner_id: owner });
  await t.create("task", { name: "以后", due_at: minutes(600), remind_at: minutes(5), owner_id: owner });
  await t.create("event", { name: "会议", start_at: minutes(15), remind_minutes: 15, owner_id: owner, attendee_ids: [guest] });
  const counts = await Promise.all([sendReminders(t.ctx, now), sendReminders(t.ctx, now), sendReminders(t.ctx, now)]);
  assert.equal(
    counts.reduce((a, b) => a + b),
    3,
  );
  assert.deepEqual(titles(), ["任务提醒：09:45 截止", "日程提醒：09:00 开始", "日程提醒：09:00 开始"]);
  assert.deepEqual(new Set(given.flatMap((n) => n.user_ids)), new Set([owner, guest]));
  assert.ok(given.every((n) => n.kind === "reminder" && n.record_id && n.object));
  assert.equal(await sendReminders(t.ctx, now + 60_000), 0);
});

test("every occurrence of a series reminds, not the cancelled ones; a moved event reminds anew, one that is over no more", async () => {
  const series = await t.create("event", {
    name: "晨会",
    start_at: minutes(-7 * 1440 + 30),
    end_at: minutes(-7 * 1440 + 60),
    recurrence: "FREQ=DAILY",
    remind_minutes: 30,
    owner_id: owner,
  });
  assert.equal(await givenFor(series.id, now), 1);
  assert.equal(await givenFor(series.id, now + 86_400_000), 1);
  await updateRecord(t.ctx, t.object("event"), series.id, { exceptions: ["2026-11-25"] }, { setsReadOnly: true });
  assert.equal(await givenFor(series.id, now + 2 * 86_400_000), 0);
  await deleteRecord(t.ctx, t.object("event"), series.id);
  const event = await t.create("event", { name: "客户电话", start_at: minutes(10), end_at: minutes(40), remind_minutes: 10, owner_id: owner });
  assert.equal(await givenFor(event.id, now), 1);
  await updateRecord(t.ctx, t.object("event"), event.id, { start_at: minutes(70) });
  assert.equal(await givenFor(event.id, now + 60 * 60_000), 1);
  const over = await t.create("event", { name: "已过", start_at: minutes(-90), end_at: minutes(-30), remind_minutes: 10, owner_id: owner });
  assert.equal(await givenFor(over.id, now), 0);
});

test("a server that dies while it reminds has reminded nobody; the next one does, once", async () => {
  for (let i = 0; i < 5; i++) await t.create("task", { name: `事 ${i}`, due_at: minutes(2000), remind_at: minutes(1500), owner_id: owner });
  const later = now + 1500 * 60_000;
  let calls = 0;
  setNotifier(async (ctx, notification) => {
    given.push(notification);
    // what PostgreSQL sees when the process is killed: the connection of the transaction is gone
    if (++calls === 3) {
      const { rows } = await ctx.db.query<{ pid: number }>("select pg_backend_pid() as pid");
      await t.ctx.db.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
      await ctx.db.query("select 1");
    }
  });
  await assert.rejects(sendReminders(t.ctx, later));
  given = [];
  assert.equal(await sendReminders(t.ctx, later), 5);
  assert.equal(given.length, 5);
  assert.equal(await sendReminders(t.ctx, later), 0);
});

test("done tasks and tasks of nobody remind nobody, nor does what is long past", async () => {
  await t.create("task", { name: "无主", due_at: minutes(100), remind_at: minutes(-2), owner_id: null });
  const done = await t.create("task", { name: "已做", due_at: minutes(100), remind_at: minutes(-2), owner_id: owner });
  await updateRecord(t.ctx, t.object("task"), done.id, { status: "done" });
  await t.create("task", { name: "陈年", due_at: minutes(100), remind_at: minutes(-2000), owner_id: owner });
  assert.equal(await sendReminders(t.ctx, now), 0);
});
