import assert from "node:assert/strict";
import { before, test } from "node:test";
import { forgetLeft, isLeft, leftUnsent, noteLeft } from "./left-unsent.ts";

before(() => {
  const kept = new Map<string, string>();
  const storage = { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => kept.set(k, v), removeItem: (k: string) => kept.delete(k) };
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
});

test("what the server was not told is left for the next page, the last choice of each, for an hour", () => {
  const first = noteLeft("me", "home", ["a"]);
  const second = noteLeft("me", "home", undefined);
  assert.ok(second > first, "each choice has a name of its own");
  const columns = noteLeft("me", "columns", [1]);
  assert.deepEqual(
    leftUnsent("me").map(({ key, value }) => [key, value]),
    [
      ["home", undefined],
      ["columns", [1]],
    ],
  );
  assert.equal(isLeft("me", "home", first), false);
  forgetLeft("me", "home", first); // an older answer forgets nothing newer
  assert.equal(isLeft("me", "home", second), true);
  forgetLeft("me", "home", second);
  assert.deepEqual(leftUnsent("me", columns + 3_600_001), []);
  assert.deepEqual(leftUnsent("someone else"), []);
});
