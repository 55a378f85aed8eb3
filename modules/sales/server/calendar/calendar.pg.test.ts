import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type ApiClient, startTestServer, type TestServer } from "@keshu/server/testing";

let t: TestServer;
let li: ApiClient;
let wang: ApiClient;
let liId: string;
let wangId: string;
let zhaoId: string;
const password = "Bamboo-river-78";

before(async () => {
  t = await startTestServer();
  const roles = (await t.admin.get("/api/v1/roles")).body.data as { id: string; name: string }[];
  const seller = roles.find((r) => r.name === "销售")?.id;
  const make = async (name: string, email: string) => {
    const made = await t.admin.post("/api/v1/users", { name, email, password, role_ids: [seller] });
    assert.equal(made.status, 201, made.text);
    return made.body.id as string;
  };
  liId = await make("李日历", "li@calendar.example");
  wangId = await make("王日历", "wang@calendar.example");
  zhaoId = await make("赵日历", "zhao@calendar.example");
  li = await t.as({ email: "li@calendar.example", password });
  wang = await t.as({ email: "wang@calendar.example", password });
});
after(() => t.stop());

interface Entry {
  kind: string;
  id: string;
  title: string;
  start_at: string;
  end_at: string;
  occurrence_on: string | null;
  start_on: string | null;
  end_on: string | null;
  is_overdue: boolean;
}

async function calendar(client: ApiClient, from: string, to: string, more = ""): Promise<Entry[]> {
  const reply = await client.get(`/api/v1/calendar?from=${from}&to=${to}${more}`);
  assert.equal(reply.status, 200, reply.text);
  return reply.body.data;
}

const days = (entries: Entry[], id?: string): string[] => entries.filter((e) => !id || e.id === id).map((e) => e.start_at.slice(0, 16));

test("an event fills in what is left out and refuses what cannot be", async () => {
  const made = await li.post("/api/v1/events", { name: "拜访云栖", type: "拜访", start_at: "2026-03-02T01:00:00Z" });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual([made.body.end_at, made.body.time_zone, made.body.type, made.body.is_all_day], ["2026-03-02T02:00:00Z", "Asia/Shanghai", "visit", false]);
  const moved = await li.patch(`/api/v1/events/${made.body.id}`, { start_at: "2026-03-02T05:30:00Z" });
  assert.equal(moved.body.end_at, "2026-03-02T06:30:00Z", "the end comes along");
  const wrong = async (body: object, path: string, code: string) => {
    const reply = await li.post("/api/v1/events", { name: "错", start_at: "2026-03-02T01:00:00Z", ...body });
    assert.equal(reply.status, 422, reply.text);
    assert.deepEqual([reply.body.errors[0].path, reply.body.errors[0].code], [path, code]);
  };
  await wrong({ end_at: "2026-03-01T01:00:00Z" }, "end_at", "ENDS_BEFORE_START");
  await wrong({ end_at: "2028-03-01T01:00:00Z" }, "end_at", "TOO_LONG_SPAN");
  await wrong({ time_zone: "Mars/Olympus" }, "time_zone", "UNKNOWN_TIME_ZONE");
  await wrong({ recurrence: "FREQ=SECONDLY" }, "recurrence", "INVALID_RECURRENCE");
  await wrong({ recurrence: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" }, "recurrence", "NEVER_OCCURS");
  await wrong({ recurrence: "FREQ=DAILY;UNTIL=20260101" }, "recurrence", "NEVER_OCCURS");
  await wrong({ start_on: "2026-03-02" }, "start_on", "READ_ONLY");
  await wrong({ remind_minutes: -5 }, "remind_minutes", "OUT_OF_RANGE");
  assert.equal((await li.post("/api/v1/events", { name: "无时间" })).status, 422);
});

test("an all-day event is its days, whatever zone it was said in, and stays them when the zone is changed", async () => {
  const made = await li.post("/api/v1/events", { name: "展会", is_all_day: true, start_at: "2026-05-12T16:00:00Z", end_at: "2026-05-14T10:00:00Z" });
  assert.deepEqual([made.body.start_on, made.body.end_on, made.body.end_at], ["2026-05-13", "2026-05-14", "2026-05-14T16:00:00Z"]);
  const moved = await li.patch(`/api/v1/events/${made.body.id}`, { time_zone: "America/New_York" });
  assert.deepEqual([moved.body.start_on, moved.body.end_on, moved.body.start_at], ["2026-05-13", "2026-05-14", "2026-05-13T04:00:00Z"]);
  for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Shanghai"]) {
    const found = (day: string, next: string) => calendar(li, day, next, `&time_zone=${encodeURIComponent(zone)}`);
    assert.equal((await found("2026-05-12", "2026-05-13")).length, 0, zone);
    assert.deepEqual(
      (await found("2026-05-14", "2026-05-15")).map((e) => [e.start_on, e.end_on]),
      [["2026-05-13", "2026-05-14"]],
      zone,
    );
    assert.equal((await found("2026-05-15", "2026-05-16")).length, 0, zone);
  }
});

test("a series is told occurrence by occurrence; its start moves to the first day of its rule", async () => {
  const made = await li.post("/api/v1/events", { name: "周会", start_at: "2026-06-02T01:00:00Z", recurrence: "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=WE,MO" });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual(
    [made.body.recurrence, made.body.start_at, made.body.recurs_until],
    ["FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4", "2026-06-03T01:00:00Z", "2026-06-15T02:00:00Z"],
  );
  const june = await calendar(li, "2026-06-01", "2026-07-01");
  assert.deepEqual(days(june), ["2026-06-03T01:00", "2026-06-08T01:00", "2026-06-10T01:00", "2026-06-15T01:00"]);
  assert.equal((await li.patch(`/api/v1/events/${made.body.id}`, { recurrence: null })).body.recurs_until, null);
  assert.equal((await calendar(li, "2026-06-01", "2026-07-01")).length, 1);
});

test("one occurrence is changed, cancelled and brought back", async () => {
  const { body: series } = await li.post("/api/v1/events", {
    name: "日会",
    start_at: "2026-07-01T01:00:00Z",
    recurrence: "FREQ=DAILY;COUNT=5",
    attendee_ids: [wangId],
  });
  const of = (on: string) => `/api/v1/events/${series.id}/occurrences/${on}`;
  const changed = await li.patch(of("2026-07-02"), { start_at: "2026-07-02T08:00:00Z", name: "日会（改到下午）" });
  assert.equal(changed.status, 200, changed.text);
  assert.deepEqual(
    [changed.body.event.end_at, changed.body.event.series_id, changed.body.event.occurrence_on],
    ["2026-07-02T09:00:00Z", series.id, "2026-07-02"],
  );
  assert.equal((await wang.get(`/api/v1/events/${changed.body.event.id}`)).status, 200, "attendees see it too");
  assert.equal((await wang.patch(of("2026-07-03"), { name: "抢" })).status, 403, "attending is no right to change");
  const cancelled = await li.delete(of("2026-07-04"));
  assert.deepEqual(cancelled.body, { undo: { scope: "one" } });
  const lost = { scope: "following", recurrence: "FREQ=DAILY", made_id: series.id };
  assert.equal((await li.post(`${of("nonsense")}/restoration`, lost)).body.code, "NO_SUCH_OCCURRENCE");
  assert.deepEqual(days(await calendar(li, "2026-07-01", "2026-08-01")), ["2026-07-01T01:00", "2026-07-02T08:00", "2026-07-03T01:00", "2026-07-05T01:00"]);
  assert.equal((await li.patch(of("2026-07-04"), { name: "没有了" })).status, 404);
  assert.equal((await li.patch(of("2026-07-09"), { name: "没有" })).body.code, "NO_SUCH_OCCURRENCE");
  assert.equal((await li.post(`${of("2026-07-04")}/restoration`, cancelled.body.undo)).status, 204);
  assert.equal((await li.post(`${of("2026-07-02")}/restoration`, changed.body.undo)).status, 204);
  assert.deepEqual(days(await calendar(li, "2026-07-01", "2026-08-01")), [
    "2026-07-01T01:00",
    "2026-07-02T01:00",
    "2026-07-03T01:00",
    "2026-07-04T01:00",
    "2026-07-05T01:00",
  ]);
  const again = await li.patch(of("2026-07-02"), { place: "二楼" });
  await li.delete(`/api/v1/events/${again.body.event.id}`);
  assert.equal((await calendar(li, "2026-07-02", "2026-07-03")).length, 0, "an occurrence that stands alone and is deleted does not come back");
  const both = await Promise.all([li.delete(of("2026-07-03")), li.delete(of("2026-07-05"))]);
  assert.deepEqual(
    both.map((r) => r.status),
    [200, 200],
  );
  assert.deepEqual(days(await calendar(li, "2026-07-01", "2026-08-01")), ["2026-07-01T01:00", "2026-07-04T01:00"], "two at once both count");
});

test("this and following: the series is split, counts, and grows together again", async () => {
  const { body: series } = await li.post("/api/v1/events", { name: "培训", start_at: "2026-08-03T01:00:00Z", recurrence: "FREQ=WEEKLY;COUNT=5" });
  const of = (on: string) => `/api/v1/events/${series.id}/occurrences/${on}`;
  await li.patch(of("2026-08-24"), { place: "三楼" });
  await li.delete(of("2026-08-31"));
  const split = await li.patch(`${of("2026-08-17")}?scope=following`, { start_at: "2026-08-18T02:00:00Z" });
  assert.equal(split.status, 200, split.text);
  assert.deepEqual([split.body.event.recurrence, split.body.event.start_at], ["FREQ=WEEKLY;COUNT=3", "2026-08-18T02:00:00Z"]);
  assert.equal((await li.get(`/api/v1/events/${series.id}`)).body.recurrence, "FREQ=WEEKLY;UNTIL=20260816");
  assert.deepEqual(days(await calendar(li, "2026-08-01", "2026-09-30")), ["2026-08-03T01:00", "2026-08-10T01:00", "2026-08-18T02:00", "2026-08-24T01:00"]);
  assert.equal((await li.post(`${of("2026-08-17")}/restoration`, split.body.undo)).status, 204);
  assert.deepEqual(days(await calendar(li, "2026-08-01", "2026-09-30")), ["2026-08-03T01:00", "2026-08-10T01:00", "2026-08-17T01:00", "2026-08-24T01:00"]);
  const cut = await li.delete(`${of("2026-08-17")}?scope=following`);
  assert.deepEqual(days(await calendar(li, "2026-08-01", "2026-09-30")), ["2026-08-03T01:00", "2026-08-10T01:00"]);
  assert.equal((await li.post(`${of("2026-08-17")}/restoration`, cut.body.undo)).status, 204);
  assert.equal((await calendar(li, "2026-08-01", "2026-09-30")).length, 4);
});

test("all: every occurrence moves alike, with its exceptions; deleting takes changed ones along and restoring brings them", async () => {
  const { body: series } = await li.post("/api/v1/events", { name: "例会", start_at: "2026-10-05T01:00:00Z", recurrence: "FREQ=WEEKLY;BYDAY=MO;COUNT=4" });
  const of = (on: string) => `/api/v1/events/${series.id}/occurrences/${on}`;
  await li.patch(of("2026-10-12"), { place: "另一处" });
  await li.delete(of("2026-10-19"));
  const all = await li.patch(`${of("2026-10-26")}?scope=all`, { start_at: "2026-10-27T03:00:00Z", end_at: "2026-10-27T03:30:00Z" });
  assert.equal(all.status, 200, all.text);
  assert.deepEqual([all.body.event.recurrence, all.body.event.start_at], ["FREQ=WEEKLY;BYDAY=TU;COUNT=4", "2026-10-06T03:00:00Z"]);
  assert.deepEqual(days(await calendar(li, "2026-10-01", "2026-11-01")), ["2026-10-06T03:00", "2026-10-12T01:00", "2026-10-27T03:00"]);
  const gone = await li.delete(`${of("2026-10-27")}?scope=all`);
  assert.equal((await calendar(li, "2026-10-01", "2026-11-01")).length, 0);
  assert.equal((await li.post(`${of("2026-10-27")}/restoration`, gone.body.undo)).status, 204);
  assert.equal((await calendar(li, "2026-10-01", "2026-11-01")).length, 3);
  const single = await li.post("/api/v1/events", { name: "一次", start_at: "2026-10-05T01:00:00Z" });
  assert.equal((await li.patch(`/api/v1/events/${single.body.id}/occurrences/2026-10-05`, {})).body.code, "NOT_RECURRING");
});

test("a calendar shows what its reader may see, and attendees see while they attend", async () => {
  const { body: event } = await li.post("/api/v1/events", { name: "密谈", start_at: "2026-11-02T01:00:00Z" });
  await li.post("/api/v1/tasks", { name: "逾期的事", due_at: "2020-11-03T01:00:00Z" });
  assert.deepEqual(
    (await calendar(wang, "2026-11-01", "2026-12-01")).map((e) => e.title),
    [],
  );
  await li.patch(`/api/v1/events/${event.id}`, { attendee_ids: [wangId] });
  assert.deepEqual(
    (await calendar(wang, "2026-11-01", "2026-12-01")).map((e) => e.title),
    ["密谈"],
  );
  assert.deepEqual(
    (await calendar(wang, "2026-11-01", "2026-12-01", `&users=${wangId}`)).map((e) => e.title),
    ["密谈"],
  );
  assert.deepEqual(
    (await calendar(li, "2026-11-01", "2026-12-01", "&users=me")).map((e) => e.title),
    ["密谈"],
  );
  await li.patch(`/api/v1/events/${event.id}`, { attendee_ids: [] });
  assert.deepEqual(
    (await calendar(wang, "2026-11-01", "2026-12-01")).map((e) => e.title),
    [],
  );
  const late = await calendar(li, "2020-11-01", "2020-12-01");
  assert.deepEqual(
    late.map((e) => [e.kind, e.is_overdue]),
    [["task", true]],
  );
  const everyone = await calendar(t.admin, "2026-11-01", "2026-12-01", `&users=${liId},${wangId}`);
  assert.deepEqual(
    everyone.map((e) => e.title),
    ["密谈"],
  );
});

test("attending and being given a share are two things: neither ends, prolongs or passes on the other", async () => {
  const { body: event } = await li.post("/api/v1/events", { name: "评审", start_at: "2026-11-05T01:00:00Z" });
  const path = `/api/v1/events/${event.id}`;
  const share = (members: object[]) => li.put(`${path}/team`, { members });
  const team = async () => (await li.get(`${path}/team`)).body.members;
  const statusFor = async (client: ApiClient) => (await client.get(path)).status;
  // a share that was given stays when its person no longer attends
  await share([{ user_id: wangId, access: "read" }]);
  await li.patch(path, { attendee_ids: [wangId] });
  assert.equal((await team()).length, 1);
  await li.patch(path, { attendee_ids: [] });
  assert.equal(await statusFor(wang), 200);
  // one with an end does not end what attending gives
  await share([{ user_id: wangId, access: "read", until: "2099-01-01T00:00:00Z" }]);
  await li.patch(path, { attendee_ids: [wangId] });
  assert.deepEqual(await team(), [{ user_id: wangId, access: "read", until: null }]);
  await t.db.query("update keshu.team_member set until = now() - interval '1 second' where record_id = $1 and until is not null", [event.id]);
  assert.equal(await statusFor(wang), 200);
  // a team read and sent back makes no share of attending
  assert.equal((await share(await team())).status, 200);
  await li.patch(path, { attendee_ids: [] });
  assert.equal(await statusFor(wang), 404);
  // who only has a share does not let others see
  await share([{ user_id: wangId, access: "write" }]);
  const passed = await wang.patch(path, { attendee_ids: [wangId, zhaoId], place: "二楼" });
  assert.deepEqual([passed.status, passed.body.errors?.[0]?.path, passed.body.errors?.[0]?.code], [422, "attendee_ids", "SHARED_WITH_YOU"]);
  assert.equal((await wang.patch(path, { place: "二楼" })).status, 200);
  const { body: series } = await li.post("/api/v1/events", { name: "周会", start_at: "2026-11-09T01:00:00Z", recurrence: "FREQ=WEEKLY;COUNT=4" });
  await li.put(`/api/v1/events/${series.id}/team`, { members: [{ user_id: wangId, access: "write" }] });
  const occurrence = await wang.patch(`/api/v1/events/${series.id}/occurrences/2026-11-16`, { attendee_ids: [zhaoId] });
  assert.deepEqual([occurrence.status, occurrence.body.errors?.[0]?.code], [422, "SHARED_WITH_YOU"]);
});

test("a calendar refuses what it cannot answer, and says why", async () => {
  const refused = async (query: string, code: string, path?: string) => {
    const reply = await li.get(`/api/v1/calendar?${query}`);
    assert.equal(reply.status, 400, `${query}: ${reply.text}`);
    assert.equal(path ? reply.body.errors[0].code : reply.body.code, code, reply.text);
    if (path) assert.equal(reply.body.errors[0].path, path);
  };
  await refused("from=2026-01-01&to=2027-03-01", "RANGE_TOO_LONG");
  await refused("from=2026-01-02&to=2026-01-01", "ENDS_BEFORE_START", "to");
  await refused("from=2026-02-30&to=2026-03-01", "INVALID_DATE", "from");
  await refused("from=2026-01-01&to=x", "INVALID_DATETIME", "to");
  await refused("from=2026-01-01&to=2026-01-02&kinds=party", "INVALID_VALUE", "kinds");
  await refused("from=2026-01-01&to=2026-01-02&users=somebody", "INVALID_VALUE", "users");
  await refused("from=2026-01-01&to=2026-01-02&time_zone=Nowhere", "UNKNOWN_TIME_ZONE", "time_zone");
  assert.equal((await li.get("/api/v1/calendar?from=2026-01-01")).status, 400);
  for (let i = 0; i < 14; i++) await wang.post("/api/v1/events", { name: "天天", start_at: "2030-01-01T01:00:00Z", recurrence: "FREQ=DAILY" });
  const reply = await wang.get("/api/v1/calendar?from=2030-01-01&to=2031-02-01");
  assert.deepEqual([reply.status, reply.body.code], [400, "TOO_MANY_OCCURRENCES"], reply.text);
});

test("completing a task that repeats makes the next one once, also when two complete it, or it is completed again", async () => {
  const { body: customer } = await li.post("/api/v1/customers", { name: "重复任务客户" });
  const { body: task } = await li.post("/api/v1/tasks", {
    name: "月报",
    due_at: "2035-01-31T08:00:00Z",
    remind_at: "2035-01-31T07:00:00Z",
    recurrence: "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
    customer_id: customer.id,
    priority: "高",
  });
  assert.equal((await li.post("/api/v1/tasks", { name: "无期限", recurrence: "FREQ=DAILY" })).body.errors[0].path, "due_at");
  const complete = (id: string) => li.patch(`/api/v1/tasks/${id}`, { status: "done" });
  const replies = await Promise.all([complete(task.id), complete(task.id), complete(task.id)]);
  assert.ok(
    replies.every((r) => r.status === 200),
    replies.map((r) => r.text).join(),
  );
  await li.patch(`/api/v1/tasks/${task.id}`, { status: "open" });
  await complete(task.id);
  const filter = encodeURIComponent(JSON.stringify({ follows_id: task.id }));
  const { body: next } = await li.get(`/api/v1/tasks?filter=${filter}`);
  assert.equal(next.data.length, 1);
  const [made] = next.data;
  assert.deepEqual(
    [made.name, made.due_at, made.remind_at, made.recurrence, made.status, made.customer_id, made.priority, made.owner_id],
    ["月报", "2035-02-28T08:00:00Z", "2035-02-28T07:00:00Z", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2", "open", customer.id, "高", liId],
  );
});

test("what a task or a series is about may be gone: it is completed and moved all the same", async () => {
  const { body: customer } = await li.post("/api/v1/customers", { name: "将要删除的客户" });
  const { body: task } = await li.post("/api/v1/tasks", { name: "周报", due_at: "2035-03-05T08:00:00Z", recurrence: "FREQ=WEEKLY", customer_id: customer.id });
  const { body: series } = await li.post("/api/v1/events", {
    name: "周会",
    start_at: "2035-03-05T01:00:00Z",
    recurrence: "FREQ=WEEKLY",
    customer_id: customer.id,
    attendee_ids: [wangId],
  });
  assert.equal((await li.delete(`/api/v1/customers/${customer.id}`)).status, 204);
  const done = await li.patch(`/api/v1/tasks/${task.id}`, { status: "done" });
  assert.equal(done.status, 200, done.text);
  const filter = encodeURIComponent(JSON.stringify({ follows_id: task.id }));
  const [next] = (await li.get(`/api/v1/tasks?filter=${filter}`)).body.data;
  assert.deepEqual([next.name, next.customer_id], ["周报", null]);
  const moved = await li.patch(`/api/v1/events/${series.id}/occurrences/2035-03-12?scope=one`, { start_at: "2035-03-12T02:00:00Z" });
  assert.equal(moved.status, 200, moved.text);
  assert.deepEqual(moved.body.event.attendee_ids, [wangId]);
});

test("what was agreed stands as planned until it happened, and what happened stands at its own time", async () => {
  const { body: customer } = await li.post("/api/v1/customers", { name: "约好联系的公司", next_contact_at: "2027-04-05T02:00:00Z" });
  const { body: deal } = await li.post("/api/v1/opportunities", { name: "约好联系的商机", customer_id: customer.id, next_contact_at: "2027-04-05T02:00:00Z" });
  const { body: lead } = await li.post("/api/v1/leads", { name: "约好联系的线索", next_contact_at: "2027-04-06T02:00:00Z" });
  const found = async (kinds: string, from = "2027-04-05", to = "2027-04-08") =>
    (await calendar(li, from, to, `&users=me&kinds=${kinds}`)).map((e) => [e.kind, e.id, e.title, e.start_at.slice(0, 16)]);
  assert.deepEqual(
    await found("contact"),
    [
      ["contact", deal.id, "约好联系的商机", "2027-04-05T02:00"],
      ["contact", lead.id, "约好联系的线索", "2027-04-06T02:00"],
    ],
    "a call about a deal is not told a second time as one of its customer",
  );
  assert.deepEqual(await calendar(wang, "2027-04-05", "2027-04-08", "&kinds=contact"), []);
  const call = { type: "call", content: `请@[李日历](user:${liId})\n看报价`, happened_at: "2027-04-06T03:00:00Z", lead_id: lead.id };
  const { body: made } = await li.post("/api/v1/activities", call);
  await li.post("/api/v1/activities", { ...call, type: "note", content: "内部备注" });
  assert.deepEqual(await found("activity"), [["activity", made.id, "请@李日历 看报价", "2027-04-06T03:00"]]);
  assert.deepEqual(
    (await found("contact")).map(([, id]) => id),
    [deal.id],
    "once in touch the plan is kept",
  );
});

test("an occurrence changed by somebody else meanwhile is not overwritten", async () => {
  const { body: series } = await li.post("/api/v1/events", {
    name: "会签例会",
    start_at: "2027-05-03T02:00:00Z",
    end_at: "2027-05-03T03:00:00Z",
    recurrence: "FREQ=WEEKLY;COUNT=4",
  });
  await li.patch(`/api/v1/events/${series.id}`, { place: "二楼" });
  const path = `/api/v1/events/${series.id}/occurrences/2027-05-10?scope=one`;
  const change = { start_at: "2027-05-10T05:00:00Z", end_at: "2027-05-10T06:00:00Z" };
  const stale = await li.patch(path, change, { "if-match": String(series.version) });
  assert.deepEqual([stale.status, stale.body.code], [412, "STALE_VERSION"]);
  assert.equal((await li.patch(path, change, { "if-match": String(series.version + 1) })).status, 200);
});
