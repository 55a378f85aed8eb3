import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeyIndex, hashKey } from "./key-index.ts";

test("finds the last row of every key among many", () => {
  const index = createKeyIndex();
  const last = new Map<number, number>();
  const count = new Map<number, number>();
  for (let row = 2; row < 200_000; row++) {
    const hash = hashKey(`"K${(row * 7919) % 150_000}"`);
    index.add(hash, row);
    last.set(hash, row);
    count.set(hash, (count.get(hash) ?? 0) + 1);
  }
  for (const [hash, row] of last) assert.deepEqual(index.find(hash), { last: row, isRepeated: (count.get(hash) ?? 0) > 1 });
  assert.equal(index.find(hashKey("never seen at all")), null);
});
