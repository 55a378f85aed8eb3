import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, addMonths, daysFrom, monthDays, wallAt, weekStart } from "./days.ts";
import { type CalendarAnswer, entryOf } from "./entry.ts";
import { hiddenCounts, layoutDay, layoutMarks, layoutRow } from "./layout.ts";

const zone = "Asia/Shanghai";
function answer(id: string, start_at: string, end_at: string, more: Partial<CalendarAnswer> = {}): CalendarAnswer {
  const nothing = {
    owner_id: null,
    type: null,
    place: null,
    customer_id: null,
    time_zone: null,
    occurrence_on: null,
    series_id: null,
    start_on: null,
    end_on: null,
  };
  return {
    kind: "event",
    object: "event",
    id,
    title: id,
    start_at,
    end_at,
    is_all_day: false,
    user_ids: [],
    is_recurring: false,
    is_overdue: false,
    version: 1,
    ...nothing,
    ...more,
  };
}

test("days and months", () => {
  assert.equal(addMonths("2026-01-31", 1), "2026-02-28");
  assert.equal(addMonths("2024-01-31", 1), "2024-02-29");
  assert.equal(addMonths("2026-03-31", -1), "2026-02-28");
  assert.equal(weekStart("2026-11-22", 0), "2026-11-16");
  assert.equal(weekStart("2026-11-22", 6), "2026-11-22");
  assert.deepEqual([monthDays("2026-02-10", 0).length, monthDays("2026-02-10", 0)[0]], [35, "2026-01-26"]);
  assert.equal(wallAt("2026-12-31", 1470), "2027-01-01T00:30:00");
});

test("times are those of the reader; what ends at midnight does not stand on the next day", () => {
  const night = entryOf(answer("a", "2026-11-22T14:00:00Z", "2026-11-22T16:00:00Z"), zone);
  assert.deepEqual([night.firstDay, night.lastDay, night.start, night.end], ["2026-11-22", "2026-11-22", 1320, 1440]);
  const days = entryOf(
    answer("b", "2026-11-21T16:00:00Z", "2026-11-23T16:00:00Z", { is_all_day: true, start_on: "2026-11-22", end_on: "2026-11-23" }),
    "America/New_York",
  );
  assert.deepEqual([days.firstDay, days.lastDay], ["2026-11-22", "2026-11-23"]);
});

const entries = fc
  .array(fc.tuple(fc.integer({ min: -300, max: 3000 }), fc.integer({ min: 0, max: 400 })), { maxLength: 40 })
  .map((list) => list.map(([start, length], i) => entryOf(answer(`e${i}`, at(start), at(start + length)), zone)));
const at = (minutes: number) => new Date(Date.parse("2026-11-21T16:00:00Z") + minutes * 60_000).toISOString();

test("no entry of a day hides another, and all stay within it", () => {
  fc.assert(
    fc.property(entries, (list) => {
      const slots = layoutDay(list, "2026-11-22");
      for (const [i, a] of slots.entries()) {
        assert.ok(a.top >= 0 && a.bottom <= 1440 && a.top < a.bottom && a.column + a.span <= a.columns);
        for (const b of slots.slice(i + 1)) {
          const overlaps = a.top < b.bottom && b.top < a.bottom;
          if (overlaps) assert.ok(a.column + a.span <= b.column || b.column + b.span <= a.column, `${a.entry.key} ${b.entry.key}`);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("bars of a week share no lane on a day", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: -5, max: 9 }), fc.integer({ min: 0, max: 12 })), { maxLength: 25 }), (list) => {
      const days = daysFrom("2026-11-16", 7);
      const bars = layoutRow(
        list.map(([from, length], i) => {
          const first = addDays("2026-11-16", from);
          return entryOf(
            answer(`e${i}`, `${first}T00:00:00Z`, `${first}T00:00:00Z`, { is_all_day: true, start_on: first, end_on: addDays(first, length) }),
            zone,
          );
        }),
        days,
      );
      const seen = new Set<string>();
      for (const bar of bars)
        for (let i = bar.from; i <= bar.to; i++) {
          assert.ok(i >= 0 && i < 7 && !seen.has(`${bar.lane}:${i}`));
          seen.add(`${bar.lane}:${i}`);
        }
      const hidden = hiddenCounts(bars, 7, 2);
      assert.equal(
        hidden.reduce((a, b) => a + b, 0),
        [...seen].filter((s) => Number(s.split(":")[0]) >= 2).length,
      );
    }),
    { numRuns: 200 },
  );
});

test("what happened stands in lanes of its own and takes no room from the plan", () => {
  const call = (id: string, time: string) => answer(id, `2026-11-22T${time}:00Z`, `2026-11-22T${time}:00Z`, { kind: "activity", object: "activity" });
  const all = [answer("visit", "2026-11-22T01:00:00Z", "2026-11-22T02:00:00Z"), call("a", "01:00"), call("b", "01:10"), call("c", "01:40")].map((a) =>
    entryOf(a, zone),
  );
  assert.deepEqual(
    layoutMarks(all, "2026-11-22", 4).map((m) => [m.entries.map((e) => e.id).join(), m.top, m.lane]),
    [
      ["a", 540, 0],
      ["b", 550, 1],
      ["c", 580, 0],
    ],
  );
  // in a narrow column they stand behind one another's number instead of over one another
  assert.deepEqual(
    layoutMarks(all, "2026-11-22", 1).map((m) => [m.entries.map((e) => e.id).join(), m.top, m.lane]),
    [
      ["a,b", 540, 0],
      ["c", 580, 0],
    ],
  );
  assert.deepEqual(
    layoutDay(all, "2026-11-22").map((s) => [s.entry.id, s.columns]),
    [["visit", 1]],
  );
});
