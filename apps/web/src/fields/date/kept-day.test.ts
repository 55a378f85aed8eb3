import assert from "node:assert/strict";
import { test } from "node:test";
import dayjs from "dayjs";
import { keptDay } from "./kept-day.ts";

const said = (text: string, asked: Partial<Parameters<typeof keptDay>[1]> = {}) => {
  const meant = keptDay(text, { hasTime: false, mayBeEmpty: true, ...asked });
  return "reason" in meant ? meant.reason : (meant.day?.format("YYYY-MM-DDTHH:mm") ?? null);
};

test("a day that does not exist is told from one that may not be and from none", () => {
  assert.equal(said("2026-02-28"), "2026-02-28T00:00");
  assert.equal(said("2026-02-30"), "none");
  assert.equal(said("明天吧"), "none");
  assert.equal(said(" "), null);
  assert.equal(said(" ", { mayBeEmpty: false }), "needed");
  const [minDate, maxDate] = [dayjs("2026-03-01T15:00"), dayjs("2026-03-05T10:00")];
  assert.equal(said("2026-02-28", { minDate }), "early");
  assert.equal(said("2026/3/1", { minDate }), "2026-03-01T00:00");
  assert.equal(said("2026-03-06", { maxDate }), "late");
  assert.equal(said("2026-03-05 9:30", { hasTime: true, maxDate }), "2026-03-05T09:30");
  assert.equal(said("2026-03-05 10:30", { hasTime: true, maxDate }), "late");
  assert.equal(said("2026-03-05", { hasTime: true }), "none");
});
