import assert from "node:assert/strict";
import { test } from "node:test";
import { beginningOf, periodOf } from "./relative.ts";

const at =
  (now: string, zone = "Asia/Shanghai") =>
  (relative: string, offset?: number) => {
    const period = periodOf(offset === undefined ? { relative } : { relative, offset }, new Date(now), zone);
    return period && `${period.start} ${period.end}`;
  };

test("names and counts mean days of the reader's zone", () => {
  const say = at("2026-11-22T09:00:00Z"); // a Sunday
  assert.equal(say("today"), "2026-11-22 2026-11-23");
  assert.equal(say("yesterday"), "2026-11-21 2026-11-22");
  assert.equal(say("this_week"), "2026-11-16 2026-11-23");
  assert.equal(say("next_week"), "2026-11-23 2026-11-30");
  assert.equal(say("last_month"), "2026-10-01 2026-11-01");
  assert.equal(say("this_quarter"), "2026-10-01 2027-01-01");
  assert.equal(say("next_quarter"), "2027-01-01 2027-04-01");
  assert.equal(say("this_year"), "2026-01-01 2027-01-01");
  assert.equal(say("days", -7), "2026-11-15 2026-11-16");
  assert.equal(say("weeks", 2), "2026-11-30 2026-12-07");
  assert.equal(say("months", -11), "2025-12-01 2026-01-01");
});

test("the day turns at the reader's midnight, the year with it", () => {
  assert.equal(at("2026-12-31T15:59:59Z")("today"), "2026-12-31 2027-01-01");
  assert.equal(at("2026-12-31T16:00:00Z")("today"), "2027-01-01 2027-01-02");
  assert.equal(at("2026-12-31T16:00:00Z")("last_year"), "2026-01-01 2027-01-01");
  assert.equal(at("2027-01-01T04:00:00Z", "America/New_York")("this_quarter"), "2026-10-01 2027-01-01");
  assert.equal(at("2028-02-29T12:00:00Z")("years", 1), "2029-01-01 2030-01-01");
  assert.equal(at("2026-03-31T12:00:00Z")("last_month"), "2026-02-01 2026-03-01");
});

test("a day begins at its first moment, where summer time skips midnight or shows it twice", () => {
  assert.equal(beginningOf("2026-11-22", "Asia/Shanghai"), "2026-11-21T16:00:00.000Z");
  assert.equal(beginningOf("2026-03-08", "America/New_York"), "2026-03-08T05:00:00.000Z");
  assert.equal(beginningOf("2026-11-02", "America/New_York"), "2026-11-02T05:00:00.000Z");
  assert.equal(beginningOf("2018-11-04", "America/Sao_Paulo"), "2018-11-04T03:00:00.000Z"); // 00:00 never was
  assert.equal(beginningOf("2026-11-01", "America/Havana"), "2026-11-01T04:00:00.000Z"); // 00:00 came twice
  assert.equal(beginningOf("2011-12-31", "Pacific/Apia"), "2011-12-30T10:00:00.000Z"); // the day before was left out
});

test("what is not known means nothing", () => {
  const say = at("2026-11-22T09:00:00Z");
  for (const relative of ["", "now", "this_day", "days", "__proto__", "constructor", "THIS_WEEK"]) assert.equal(say(relative), null, relative);
  for (const offset of [1.5, Number.NaN, 40_001, -40_001, Infinity]) assert.equal(say("days", offset), null, String(offset));
  assert.equal(say("years", 9000), null);
  assert.equal(say("months", -20_000), null);
  assert.equal(say("today", 1), null);
  assert.equal(periodOf({ relative: "today", more: 1 } as never, new Date(), "UTC"), null);
  assert.equal(periodOf({ relative: ["today"] }, new Date(), "UTC"), null);
});
