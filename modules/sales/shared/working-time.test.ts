import assert from "node:assert/strict";
import { test } from "node:test";
import { workingMinutes } from "./working-time.ts";

const at = (text: string) => new Date(`${text}+08:00`);
const minutes = (from: string, to: string) => workingMinutes(at(from), at(to));

test("only working hours count", () => {
  assert.equal(minutes("2026-11-20T10:00", "2026-11-20T10:25"), 25);
  assert.equal(minutes("2026-11-20T23:00", "2026-11-23T09:10"), 10); // Friday night to Monday morning
  assert.equal(minutes("2026-11-21T10:00", "2026-11-22T15:00"), 0); // a weekend
  assert.equal(minutes("2026-11-20T17:30", "2026-11-23T10:00"), 90);
  assert.equal(minutes("2026-11-16T09:00", "2026-11-20T18:00"), 5 * 540);
  assert.equal(minutes("2026-11-16T08:00", "2026-11-16T20:00"), 540);
  assert.equal(minutes("2026-11-01T00:00", "2026-12-01T00:00"), 21 * 540);
  assert.equal(minutes("2026-11-20T11:00", "2026-11-20T10:00"), 0);
});

test("it adds up over any split", () => {
  const [from, to] = [at("1969-12-20T03:17"), at("1970-02-11T14:41")];
  for (let i = 1; i < 50; i++) {
    const middle = new Date(from.getTime() + ((to.getTime() - from.getTime()) * i) / 50);
    const whole = new Date(Math.floor(middle.getTime() / 60_000) * 60_000);
    assert.equal(workingMinutes(from, whole) + workingMinutes(whole, to), workingMinutes(from, to));
  }
});

test("what is no moment counts nothing", () => {
  assert.equal(workingMinutes("nonsense", new Date()), 0);
});
