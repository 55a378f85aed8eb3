import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type ApiClient, startTestServer, type TestServer } from "@keshu/server/testing";
import ICAL from "ical.js";
import { escapeText, formatLines } from "./ics-text.ts";
import { timeZoneLines } from "./time-zone-lines.ts";

let t: TestServer;
let li: ApiClient;
let liId: string;
let wangId: string;
const password = "Bamboo-river-78";

before(async () => {
  t = await startTestServer();
  const roles = (await t.admin.get("/api/v1/roles")).body.data as { id: string; name: string }[];
  const make = async (name: string, email: string) =>
    (await t.admin.post("/api/v1/users", { name, email, password, role_ids: [roles.find((r) => r.name === "销售")?.id] })).body.id as string;
  liId = await make("李订阅", "li@feed.example");
  wangId = await make("王订阅", "wang@feed.example");
  li = await t.as({ email: "li@feed.example", password });
});
after(() => t.stop());

async function fetchFeed(path: string, headers: Record<string, string> = {}) {
  const reply = await fetch(t.url + path, { headers });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

interface Parsed {
  event: ICAL.Event;
  component: ICAL.Component;
}

function parse(text: string): Map<string, Parsed[]> {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return Map.groupBy(
    calendar.getAllSubcomponents("vevent").map((component) => ({ component, event: new ICAL.Event(component) })),
    ({ event }) => event.uid,
  );
}

/** Occurrences by the independent parser, in UTC. */
function occurrences(parsed: Parsed[], most = 20): string[] {
  const main = parsed.find((p) => !p.component.hasProperty("recurrence-id")) as Parsed;
  for (const p of parsed) if (p !== main) main.event.relateException(p.event);
  const iterator = main.event.iterator();
  const found: string[] = [];
  for (let next = iterator.next(); next && found.length < most; next = iterator.next())
    found.push(main.event.getOccurrenceDetails(next).startDate.toJSDate().toISOString().slice(0, 16));
  return found;
}

const near = (days: number, clock: string) => `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${clock}Z`;

test("a feed is made once, read without signing in, renewed and ended", async () => {
  assert.deepEqual((await li.get("/api/v1/calendar-feed")).body, { feed: null });
  const made = await li.post("/api/v1/calendar-feed");
  assert.equal(made.status, 201, made.text);
  const { path } = made.body;
  assert.match(path, /^\/api\/v1\/calendar\/[\w-]{43}\.ics$/);
  const { rows } = await t.db.query<{ token_hash: string }>("select token_hash from keshu.calendar_feed");
  assert.ok(!path.includes(rows[0]?.token_hash), "only the hash is kept");
  const read = await fetchFeed(path);
  assert.deepEqual([read.status, read.headers.get("content-type")], [200, "text/calendar; charset=utf-8"]);
  assert.ok((await li.get("/api/v1/calendar-feed")).body.feed.read_at);
  const renewed = (await li.post("/api/v1/calendar-feed")).body.path;
  assert.equal((await fetchFeed(path)).status, 404);
  assert.equal((await fetchFeed(renewed)).status, 200);
  assert.equal((await li.delete("/api/v1/calendar-feed")).status, 204);
  assert.equal((await fetchFeed(renewed)).status, 404);
  for (const wrong of ["/api/v1/calendar/x.ics", `/api/v1/calendar/${"a".repeat(43)}`, `/api/v1/calendar/${"a".repeat(43)}.ics`])
    assert.equal((await fetchFeed(wrong)).status, 404, wrong);
});

test("what it says is what an independent parser understands", async () => {
  const { path } = (await li.post("/api/v1/calendar-feed")).body;
  const long = "议程；第一，分号; 逗号, 反斜线\\ 与表情👩‍👩‍👧‍👦\n第二行".repeat(6);
  const single = (
    await li.post("/api/v1/events", {
      name: "单次，含逗号; 和分号",
      start_at: near(3, "02:00:00"),
      place: "三楼",
      description: long,
      remind_minutes: 30,
      attendee_ids: [wangId],
    })
  ).body;
  const allDay = (await li.post("/api/v1/events", { name: "全天", is_all_day: true, start_at: near(5, "16:00:00"), end_at: near(6, "16:00:00") })).body;
  // Mondays round the end of a summer time
  const week = (n: number) => new Date(Date.parse(`${summerEndsNear(new Date())}T00:00:00Z`) + (n * 7 - 6) * 86_400_000).toISOString().slice(0, 10);
  const berlin = (
    await li.post("/api/v1/events", {
      name: "柏林周会",
      start_at: `${week(0)}T08:00:00Z`,
      end_at: `${week(0)}T09:00:00Z`,
      time_zone: "Europe/Berlin",
      recurrence: `FREQ=WEEKLY;BYDAY=MO;UNTIL=${week(5).replaceAll("-", "")}`,
    })
  ).body;
  await li.patch(`/api/v1/events/${berlin.id}/occurrences/${week(2)}`, { start_at: `${week(2)}T13:00:00Z` });
  await li.delete(`/api/v1/events/${berlin.id}/occurrences/${week(3)}`);
  const yearly = (await li.post("/api/v1/events", { name: "周年", is_all_day: true, start_at: near(-10, "16:00:00"), recurrence: "FREQ=YEARLY;COUNT=3" })).body;
  const task = (await li.post("/api/v1/tasks", { name: "交报告", due_at: near(2, "10:00:00") })).body;
  const { text } = await fetchFeed(path);

  assert.ok(!/[^\r]\n/.test(text), "lines end with CRLF");
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, `${Buffer.byteLength(line)} octets: ${line}`);
  assert.ok(!text.includes("\ufffd"), "no character was split");
  const events = parse(text);
  const one = (id: string) => events.get(`${id}@keshu`) as Parsed[];
  const [{ event, component }] = one(single.id) as [Parsed];
  assert.equal(event.summary, single.name);
  assert.ok(event.description.startsWith(long) && event.description.includes("参与人：王订阅"));
  assert.deepEqual(
    [event.location, event.startDate.toJSDate().toISOString(), event.duration.toSeconds()],
    ["三楼", new Date(single.start_at).toISOString(), 3600],
  );
  assert.equal(component.getFirstSubcomponent("valarm")?.getFirstPropertyValue("trigger")?.toString(), "-PT30M");
  assert.ok(component.hasProperty("dtstamp"));
  const [{ event: whole }] = one(allDay.id) as [Parsed];
  assert.deepEqual([whole.startDate.isDate, whole.startDate.toString(), whole.endDate.toString()], [true, allDay.start_on, nextDay(allDay.end_on)]);
  assert.deepEqual(occurrences(one(berlin.id)), [`${week(0)}T08:00`, `${week(1)}T09:00`, `${week(2)}T13:00`, `${week(4)}T09:00`, `${week(5)}T09:00`]);
  assert.equal(occurrences(one(yearly.id)).length, 3);
  const [due] = one(task.id) as [Parsed];
  assert.deepEqual([due.event.summary, due.component.hasProperty("dtend"), due.event.duration.toSeconds()], ["任务：交报告", false, 0]);
});

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

test("it answers 304 while nothing changed, follows rights, and ends with its person", async () => {
  const { path } = (await li.post("/api/v1/calendar-feed")).body;
  const first = await fetchFeed(path);
  const tag = first.headers.get("etag") ?? "";
  const again = await fetchFeed(path, { "if-none-match": `W/"x", ${tag}` });
  assert.deepEqual([again.status, again.text, again.headers.get("etag")], [304, "", tag]);
  const { body: shared } = await t.admin.post("/api/v1/events", { name: "管理员的会", start_at: near(4, "03:00:00"), attendee_ids: [liId] });
  const changed = await fetchFeed(path, { "if-none-match": tag });
  assert.equal(changed.status, 200);
  assert.ok(changed.text.includes("管理员的会"));
  await t.admin.patch(`/api/v1/events/${shared.id}`, { attendee_ids: [] });
  assert.ok(!(await fetchFeed(path)).text.includes("管理员的会"));
  await t.admin.patch(`/api/v1/users/${liId}`, { state: "frozen" });
  assert.equal((await fetchFeed(path)).status, 404);
  await t.admin.patch(`/api/v1/users/${liId}`, { state: "active" });
  assert.equal((await fetchFeed(path)).status, 200);
});

test("lines are folded between characters, text is escaped", () => {
  const folded = formatLines([["SUMMARY", "汉字".repeat(40)]]);
  assert.equal(folded.replaceAll("\r\n ", ""), `SUMMARY:${"汉字".repeat(40)}\r\n`);
  for (const line of folded.trimEnd().split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75);
  assert.equal(escapeText("a;b,c\\d\r\ne\u0007"), "a\\;b\\,c\\\\d\\ne");
});

test("a time zone is told by its changes", () => {
  const lines = timeZoneLines("America/New_York", Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31)).map(([n, v]) => `${n}:${v}`);
  assert.ok(lines.join("|").includes("BEGIN:DAYLIGHT|DTSTART:20260308T020000|TZOFFSETFROM:-0500|TZOFFSETTO:-0400|END:DAYLIGHT"));
  assert.ok(lines.join("|").includes("BEGIN:STANDARD|DTSTART:20261101T020000|TZOFFSETFROM:-0400|TZOFFSETTO:-0500|END:STANDARD"));
  assert.equal(timeZoneLines("Asia/Shanghai", 0, 1).filter(([n]) => n === "BEGIN").length, 2);
});

/** The last Sunday of October, of a year that the feed still tells of. */
function summerEndsNear(now: Date): string {
  const lastSunday = (year: number) => {
    const end = new Date(Date.UTC(year, 9, 31));
    return new Date(end.getTime() - end.getUTCDay() * 86_400_000);
  };
  const ends = [-1, 0].map((years) => lastSunday(now.getUTCFullYear() + years));
  return (ends.find((end) => now.getTime() - end.getTime() < 120 * 86_400_000) as Date).toISOString().slice(0, 10);
}
