import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeSources } from "./merge-sources.ts";

const at = (...times: number[]) => times.map((time) => ({ order: time, at: time }));
const times = (entries: { at: number }[]) => entries.map((e) => e.at);

test("what is older than an unfinished stream waits until that stream has come as far", () => {
  const first = mergeSources([
    { entries: at(9, 7, 5), hasMore: true },
    { entries: at(8, 2, 1), hasMore: false },
  ]);
  assert.deepEqual(times(first.entries), [9, 8, 7, 5]);
  assert.deepEqual(first.behind, [0]);
  const then = mergeSources([
    { entries: at(9, 7, 5, 3), hasMore: false },
    { entries: at(8, 2, 1), hasMore: false },
  ]);
  assert.deepEqual(times(then.entries), [9, 8, 7, 5, 3, 2, 1]);
  assert.deepEqual(then.behind, []);
});

test("a stream that has not begun holds back everything; none shows nothing", () => {
  const waiting = mergeSources([
    { entries: [], hasMore: true },
    { entries: at(3), hasMore: false },
  ]);
  assert.deepEqual([waiting.entries.length, waiting.behind], [0, [0]]);
  assert.deepEqual(mergeSources([]), { entries: [], behind: [] });
});
