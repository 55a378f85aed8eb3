import assert from "node:assert/strict";
import { test } from "node:test";
import { readDay, readWallClock } from "./read-day.ts";

test("days are read as people write them, and only those that exist", () => {
  for (const text of ["2026-02-03", "2026-2-3", "2026/2/3", "2026.02.03", "20260203", "2026年2月3日", " ２０２６-０２-０３ "])
    assert.equal(readDay(text), "2026-02-03", text);
  assert.equal(readDay("2028-02-29"), "2028-02-29");
  for (const text of ["2026-02-30", "2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "明天吧", "2026-02", "2026-02-030", ""])
    assert.equal(readDay(text), undefined, text);
});

test("moments need a time that exists", () => {
  assert.equal(readWallClock("2026-2-3 9:30"), "2026-02-03T09:30:00");
  assert.equal(readWallClock("2026年2月3日 09:30"), "2026-02-03T09:30:00");
  for (const text of ["2026-02-30 09:30", "2026-02-03 25:00", "2026-02-03 09:61", "2026-02-03", "明天 09:00"])
    assert.equal(readWallClock(text), undefined, text);
});
