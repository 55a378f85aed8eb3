import assert from "node:assert/strict";
import { test } from "node:test";
import { setPreferences } from "../preferences/preferences.ts";
import { formatDate, formatDateTime, formatMonth, formatRelative, readMoment } from "./date.ts";

const now = new Date("2026-11-23T04:00:00Z");

test("what lies ahead keeps its time of day, and its year where that is another one", () => {
  setPreferences({ locale: "zh-CN", timeZone: "Asia/Shanghai" });
  assert.equal(formatRelative("2026-12-02T01:00:00Z", now), "12-02 09:00");
  assert.equal(formatRelative("2027-01-05T02:30:00Z", now), "2027-01-05 10:30");
  assert.equal(formatRelative("2026-08-01T02:00:00Z", now), "2026-08-01");
  setPreferences({ locale: "en" });
  assert.equal(formatRelative("2026-12-02T01:00:00Z", now), "Dec 2 09:00");
  assert.equal(formatRelative("2027-01-05T02:30:00Z", now), "Jan 5, 2027 10:30");
});

test("what is no stored day or moment stays as it was typed", () => {
  setPreferences({ locale: "en", timeZone: "Asia/Shanghai" });
  assert.equal(formatDate("2026-02-28"), "Feb 28, 2026");
  for (const text of ["2026-02-30", "tomorrow12", "明天12", "12"]) {
    assert.deepEqual([formatDate(text), formatDateTime(text), formatRelative(text, now), readMoment(text)], [text, text, text, null]);
  }
  assert.equal(formatDateTime("2026-02-30 10:00"), "2026-02-30 10:00");
  assert.equal(readMoment("2026-02-28T23:30:00Z")?.getTime(), Date.UTC(2026, 1, 28, 23, 30));
});

test("a month is named in few letters of the reader's language", () => {
  setPreferences({ locale: "zh-CN" });
  assert.equal(formatMonth("2026-11"), "11月");
  setPreferences({ locale: "en" });
  assert.equal(formatMonth("2026-11"), "Nov");
});
