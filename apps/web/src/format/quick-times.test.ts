import assert from "node:assert/strict";
import { test } from "node:test";
import { quickTimes } from "./quick-times.ts";
import { wallClockOf } from "./zone.ts";

const wallOf = (now: string, zone = "Asia/Shanghai") =>
  Object.fromEntries(quickTimes(new Date(now), zone).map(({ key, at }) => [key, wallClockOf(at, zone).slice(0, 16)]));

test("a Sunday morning in Hangzhou", () => {
  assert.deepEqual(wallOf("2026-11-22T01:00:00Z"), {
    thisAfternoon: "2026-11-22T15:00",
    tomorrowMorning: "2026-11-23T09:30", // next Monday is the same and said once
    tomorrowAfternoon: "2026-11-23T15:00",
    dayAfterTomorrow: "2026-11-24T09:30",
    inOneWeek: "2026-11-29T09:30",
    inOneMonth: "2026-12-22T09:30",
  });
});

test("what has passed today is not offered; the day is the reader's own", () => {
  const late = wallOf("2026-11-25T10:00:00Z");
  assert.equal(late.thisAfternoon, undefined);
  assert.equal(late.nextMonday, "2026-11-30T09:30");
  assert.equal(wallOf("2026-11-25T20:00:00Z").tomorrowMorning, "2026-11-27T09:30");
  assert.equal(wallOf("2026-11-25T20:00:00Z", "America/New_York").tomorrowMorning, "2026-11-26T09:30");
});

test("a month from the last of January is the last of February", () => {
  assert.equal(wallOf("2027-01-31T01:00:00Z").inOneMonth, "2027-02-28T09:30");
  assert.equal(wallOf("2026-12-15T01:00:00Z").inOneMonth, "2027-01-15T09:30");
});
