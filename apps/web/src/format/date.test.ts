import assert from "node:assert/strict";
import { test } from "node:test";
import { setPreferences } from "../preferences/preferences.ts";
import { formatMonth, formatRelative } from "./date.ts";

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

test("a month is named in few letters of the reader's language", () => {
  setPreferences({ locale: "zh-CN" });
  assert.equal(formatMonth("2026-11"), "11月");
  setPreferences({ locale: "en" });
  assert.equal(formatMonth("2026-11"), "Nov");
});
