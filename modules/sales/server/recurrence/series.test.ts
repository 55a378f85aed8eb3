import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRule } from "@keshu/catalog/field-types/recurrence/rule";
import fc from "fast-check";
import { nextOf } from "./next-task.ts";
import { occurrenceAt, occurrencesIn, spanOf, timesOf } from "./series.ts";
import { shiftRule } from "./shift-rule.ts";

const at = (text: string): number => Date.parse(text);
const event = (values: Record<string, unknown>) => timesOf({ time_zone: "Asia/Shanghai", is_all_day: false, ...values });

function starts(times: ReturnType<typeof event>, from: string, to: string, zone = times.timeZone): string[] {
  return [...occurrencesIn(times, spanOf(at(from), at(to), zone))].map((o) => new Date(o.startAt).toISOString().slice(0, 16));
}

test("a weekly meeting keeps its clock time through summer time", () => {
  const berlin = event({ start_at: "2026-03-23T09:00:00Z", end_at: "2026-03-23T10:00:00Z", time_zone: "Europe/Berlin", recurrence: "FREQ=WEEKLY;COUNT=3" });
  assert.deepEqual(starts(berlin, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), ["2026-03-23T09:00", "2026-03-30T08:00", "2026-04-06T08:00"]);
  const shanghai = event({ start_at: "2026-03-23T09:00:00Z", recurrence: "FREQ=WEEKLY;COUNT=2" });
  assert.deepEqual(starts(shanghai, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), ["2026-03-23T09:00", "2026-03-30T09:00"]);
});

test("a time that the clock skips is taken after it, one that comes twice the first time", () => {
  const skipped = event({ start_at: "2026-03-07T07:30:00Z", end_at: "2026-03-07T08:00:00Z", time_zone: "America/New_York", recurrence: "FREQ=DAILY;COUNT=3" });
  assert.deepEqual(starts(skipped, "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"), ["2026-03-07T07:30", "2026-03-08T07:30", "2026-03-09T06:30"]);
  const twice = event({ start_at: "2026-10-31T05:30:00Z", end_at: "2026-10-31T06:00:00Z", time_zone: "America/New_York", recurrence: "FREQ=DAILY;COUNT=3" });
  assert.deepEqual(starts(twice, "2026-10-30T00:00:00Z", "2026-11-05T00:00:00Z"), ["2026-10-31T05:30", "2026-11-01T05:30", "2026-11-02T06:30"]);
});

test("all-day events are the same days in every zone", () => {
  const day = event({
    start_at: "2026-11-21T16:00:00Z",
    end_at: "2026-11-22T16:00:00Z",
    is_all_day: true,
    start_on: "2026-11-22",
    end_on: "2026-11-22",
    recurrence: "FREQ=YEARLY",
  });
  for (const zone of ["Pacific/Kiritimati", "Asia/Shanghai", "UTC", "Pacific/Pago_Pago"]) {
    const span = spanOf(at("2027-11-21T12:00:00Z"), at("2027-11-22T12:00:00Z"), zone);
    const found = [...occurrencesIn(day, span)].map((o) => o.startOn);
    assert.deepEqual(found, span.firstDay <= "2027-11-22" && span.lastDay >= "2027-11-22" ? ["2027-11-22"] : [], zone);
  }
});

test("exceptions are left out, long events reach in from before, ends are not included", () => {
  const series = event({
    start_at: "2026-11-02T01:00:00Z",
    end_at: "2026-11-02T02:00:00Z",
    recurrence: "FREQ=DAILY;UNTIL=20261105",
    exceptions: ["2026-11-03"],
  });
  assert.deepEqual(starts(series, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), ["2026-11-02T01:00", "2026-11-04T01:00", "2026-11-05T01:00"]);
  const fair = event({ start_at: "2026-11-01T00:00:00Z", end_at: "2026-11-05T00:00:00Z" });
  assert.equal(starts(fair, "2026-11-04T00:00:00Z", "2026-11-04T01:00:00Z").length, 1);
  assert.equal(starts(fair, "2026-11-05T00:00:00Z", "2026-11-06T00:00:00Z").length, 0);
  const nightly = event({ start_at: "2026-11-01T15:00:00Z", end_at: "2026-11-01T20:00:00Z", recurrence: "FREQ=DAILY" });
  assert.deepEqual(starts(nightly, "2026-11-10T16:30:00Z", "2026-11-10T17:00:00Z"), ["2026-11-10T15:00"]);
});

test("a last moment ends a series at its time, not at its day", () => {
  const series = event({ start_at: "2026-11-02T01:00:00Z", end_at: "2026-11-02T02:00:00Z", recurrence: "FREQ=DAILY;UNTIL=20261104T005900Z" });
  assert.deepEqual(starts(series, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"), ["2026-11-02T01:00", "2026-11-03T01:00"]);
});

test("a narrow look finds just what a wide one finds there", () => {
  const zones = fc.constantFrom("Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo");
  const rules = fc.constantFrom(
    "FREQ=DAILY;INTERVAL=2",
    "FREQ=WEEKLY;BYDAY=MO,FR",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;BYDAY=-1SU",
    "FREQ=DAILY;COUNT=30",
  );
  fc.assert(
    fc.property(
      zones,
      rules,
      fc.integer({ min: 0, max: 720 }),
      fc.integer({ min: 0, max: 80 }),
      fc.integer({ min: 0, max: 400 }),
      (time_zone, recurrence, hour, length, offset) => {
        const start = at("2026-01-05T00:00:00Z") + hour * 3_600_000;
        const times = event({ start_at: new Date(start).toISOString(), end_at: new Date(start + length * 3_600_000).toISOString(), time_zone, recurrence });
        const wide = [...occurrencesIn(times, spanOf(start - 86_400_000, start + 500 * 86_400_000, time_zone))];
        const from = start + offset * 86_400_000;
        const to = from + 86_400_000;
        const inside = wide.filter((o) => o.startAt < to && (o.endAt > from || (o.endAt === o.startAt && o.startAt >= from)));
        assert.deepEqual([...occurrencesIn(times, spanOf(from, to, time_zone))], inside);
        for (const o of inside) assert.deepEqual(occurrenceAt(times, o.on), o);
      },
    ),
    { numRuns: 300 },
  );
});

test("moving one day of a rule moves them all alike", () => {
  const shifted = (rule: string, from: string, to: string) => {
    const parsed = parseRule(rule);
    assert.ok(parsed.ok);
    const result = shiftRule(parsed.rule, from, to);
    return result && { weekdays: result.weekdays, monthDays: result.monthDays, months: result.months };
  };
  assert.deepEqual(shifted("FREQ=WEEKLY;BYDAY=MO,SU", "2026-11-23", "2026-11-24")?.weekdays, [
    { day: 0, nth: null },
    { day: 1, nth: null },
  ]);
  assert.deepEqual(shifted("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", "2026-11-26")?.weekdays, [{ day: 3, nth: -1 }]);
  assert.deepEqual(shifted("FREQ=MONTHLY;BYDAY=2TU", "2026-11-10", "2026-11-18")?.weekdays, [{ day: 2, nth: 3 }]);
  assert.deepEqual(shifted("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30", "2026-11-29")?.monthDays, [-2]);
  assert.deepEqual(shifted("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "2026-12-31", "2027-01-02"), { weekdays: [], monthDays: [2], months: [1] });
  assert.equal(shifted("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01", "2026-12-02"), null);
});

test("the next task keeps its clock time, counts what was missed, and ends", () => {
  const task = { id: "x", due_at: "2026-03-27T16:00:00Z", remind_at: "2026-03-27T15:00:00Z", recurrence: "FREQ=WEEKLY;COUNT=4" };
  const next = (recurrence: string, zone = "Europe/Berlin", now = "2026-03-27T12:00:00Z") => nextOf({ ...task, recurrence }, zone, at(now));
  assert.deepEqual(next("FREQ=WEEKLY;COUNT=4"), {
    due_at: "2026-04-03T15:00:00.000Z",
    remind_at: "2026-04-03T14:00:00.000Z",
    recurrence: "FREQ=WEEKLY;COUNT=3",
  });
  assert.equal(next("FREQ=WEEKLY;COUNT=1"), null);
  assert.equal(next("FREQ=WEEKLY;COUNT=4", "Asia/Shanghai", "2026-04-13T00:00:00Z")?.recurrence, "FREQ=WEEKLY;COUNT=1");
  assert.equal(next("FREQ=WEEKLY;COUNT=3", "Asia/Shanghai", "2026-04-13T00:00:00Z"), null);
  assert.equal(next("FREQ=DAILY", "Asia/Shanghai", "2036-04-13T00:00:00Z")?.due_at, "2036-04-13T16:00:00.000Z");
  assert.equal(next("FREQ=DAILY;UNTIL=20260327"), null);
  assert.equal(next("FREQ=WEEKLY;BYDAY=MO;COUNT=5")?.due_at, "2026-03-30T15:00:00.000Z");
});
