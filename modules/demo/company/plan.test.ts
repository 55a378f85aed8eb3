import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dateOf, isWorkday, startOfMonth } from "./clock.ts";
import { type PlanOptions, planCompany } from "./plan.ts";

const options: PlanOptions = {
  seed: "test",
  run: "one",
  now: Date.parse("2026-11-18T07:20:00Z"),
  me: "01a20213-5d5e-7000-a8cf-a33f6d5ead90",
  myName: "王总",
  scale: 0.1,
  pipelines: { machine: null, service: null },
};
const plan = planCompany(options);
const made = (object: string) => plan.steps.filter((s) => s.object === object && s.operation === "create").flatMap((s) => s.records);

describe("the plan of the company", () => {
  test("is the same for the same seed, and has other ids in another run", () => {
    assert.deepEqual(planCompany(options), plan);
    const other = planCompany({ ...options, run: "two" });
    const names = (p: typeof plan) =>
      p.steps.flatMap((s) => s.records.map((r) => String(r.name ?? r.content ?? r.stage ?? "").replaceAll(/user:[0-9a-f-]+/g, "")));
    assert.deepEqual(names(other), names(plan));
    const ids = new Set(plan.steps.flatMap((s) => s.records.map((r) => r.id)));
    assert.ok(other.steps.every((s) => s.records.every((r) => r.id === undefined || !ids.has(r.id))));
    assert.notDeepEqual(names(planCompany({ ...options, seed: "other" })), names(plan));
  });

  test("has twelve people in three teams, and the promised sizes at full scale", () => {
    assert.equal(plan.users.length, 12);
    assert.equal(new Set(plan.users.map((u) => u.team)).size, 3);
    const full = planCompany({ ...options, scale: 1 });
    const count = (object: string) => full.steps.filter((s) => s.object === object && s.operation === "create").reduce((sum, s) => sum + s.records.length, 0);
    assert.equal(count("customer"), 2000);
    assert.equal(count("lead"), 600);
    assert.ok(count("opportunity") > 900);
    assert.ok(count("activity") > 6000);
  });

  test("nothing is told from the future, and links lead to what comes before", () => {
    const known = new Set<unknown>([options.me, ...plan.users.map((u) => u.id), null, undefined]);
    for (const step of plan.steps) {
      for (const record of step.records) {
        for (const field of [
          "created_at",
          "updated_at",
          "happened_at",
          "completed_at",
          "closed_at",
          "stage_changed_at",
          "first_response_at",
          "last_activity_at",
        ])
          assert.ok(!record[field] || Date.parse(String(record[field])) <= options.now, `${step.object}.${field} ${record[field]}`);
        for (const field of ["customer_id", "contact_id", "opportunity_id", "lead_id", "parent_id", "product_id", "owner_id", "created_by"])
          assert.ok(known.has(record[field]), `${step.object}.${field} of ${JSON.stringify(record).slice(0, 200)}`);
      }
      for (const record of step.records) known.add(record.id);
    }
  });

  test("people work in working hours, also when the company is made on a Sunday night", () => {
    for (const now of [options.now, Date.parse("2026-11-22T15:30:00Z")]) {
      const told = planCompany({ ...options, now }).steps.flatMap((s) =>
        s.operation === "create" ? s.records.flatMap((r) => [r.happened_at, r.last_contact_at, r.completed_at].map((at) => [s.object, at] as const)) : [],
      );
      const times = told.filter(([, at]) => typeof at === "string").map(([object, at]) => ({ object, at: Date.parse(String(at)) }));
      const odd = times.filter(({ at }) => !isWorkday(at) || new Date(at + 8 * 3_600_000).getUTCHours() < 8 || new Date(at + 8 * 3_600_000).getUTCHours() > 20);
      assert.ok(times.length > 500);
      assert.ok(
        odd.length <= times.length * 0.02,
        `${odd.length} of ${times.length}: ${odd.slice(0, 12).map((o) => `${o.object} ${new Date(o.at).toISOString()}`)}`,
      );
    }
  });

  test("at night nobody has worked a moment ago, and tasks wait for the morning", () => {
    const now = Date.parse("2026-11-22T16:22:00Z"); // Monday, 0:22 in China
    const { steps } = planCompany({ ...options, now, scale: 1 });
    const made = (object: string) => steps.filter((s) => s.object === object && s.operation === "create").flatMap((s) => s.records);
    const moments = new Map<string, number>();
    for (const { happened_at } of made("activity")) moments.set(String(happened_at), (moments.get(String(happened_at)) ?? 0) + 1);
    assert.ok(Math.max(...moments.values()) < 5);
    const dueToday = made("task").filter((t) => t.status === "open" && dateOf(Date.parse(String(t.due_at))) === dateOf(now));
    assert.ok(dueToday.length > 10);
    assert.ok(dueToday.every((t) => new Date(Date.parse(String(t.due_at)) + 8 * 3_600_000).getUTCHours() >= 8));
  });

  test("customers have different names, people telephone numbers that nobody has", () => {
    const names = made("customer").map((c) => c.name);
    assert.equal(new Set(names).size, names.length);
    for (const { mobile } of [...made("contact"), ...made("lead")]) assert.match(String(mobile), /^(154|16[013489])\d{8}$/);
  });

  test("it is alive: today has tasks and appointments, the month has wins, some deals stand still", () => {
    const today = dateOf(options.now);
    assert.ok(isWorkday(options.now));
    const mine = (records: Record<string, unknown>[]) => records.filter((r) => r.owner_id === options.me);
    assert.ok(mine(made("task")).some((t) => t.status === "open" && dateOf(Date.parse(String(t.due_at))) === today));
    assert.ok(mine(made("event")).some((e) => dateOf(Date.parse(String(e.start_at))) === today));
    const moves = plan.steps.filter((s) => s.object === "opportunity" && s.operation === "update").flatMap((s) => s.records);
    assert.ok(moves.some((m) => m.stage === "won" && Date.parse(String(m.closed_at)) >= startOfMonth(options.now)));
    assert.ok(moves.filter((m) => m.stage === "lost").every((m) => m.lost_reason));
    const quiet = made("opportunity").filter((o) => o.next_step && options.now - Date.parse(String(o.last_activity_at)) > 14 * 86_400_000);
    assert.ok(quiet.length > 0);
    assert.ok(made("activity").some((a) => String(a.content).includes(`@[王总](user:${options.me})`)));
  });

  test("the year has its seasons, and what people write does not repeat much", () => {
    const full = planCompany({ ...options, scale: 1 });
    const texts = full.steps.filter((s) => s.object === "activity").flatMap((s) => s.records.map((r) => String(r.content)));
    assert.ok(new Set(texts).size / texts.length > 0.6, `${new Set(texts).size} of ${texts.length}`);
    const counts = new Map<string, number>();
    for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
    assert.ok(Math.max(...counts.values()) < 100);
    const deals = full.steps.filter((s) => s.object === "opportunity" && s.operation === "create").flatMap((s) => s.records);
    const inMonth = (month: string) => deals.filter((d) => String(d.created_at).slice(5, 7) === month).length;
    assert.ok(inMonth("03") + inMonth("04") > 1.3 * (inMonth("01") + inMonth("02")));
  });

  test("any day of the year makes a sound company", () => {
    for (const now of ["2026-01-01T00:30:00Z", "2026-02-17T15:00:00Z", "2026-10-03T03:00:00Z", "2027-05-29T16:30:00Z", "2028-02-29T09:00:00Z"]) {
      const other = planCompany({ ...options, scale: 0.02, now: Date.parse(now) });
      assert.ok(other.total > 300, now);
    }
  });
});
