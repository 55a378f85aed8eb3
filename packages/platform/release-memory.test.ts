import assert from "node:assert/strict";
import { test } from "node:test";
import { releaseMemoryWhenIdle } from "./release-memory.ts";

test("memory of past work is given back when the process rests", async () => {
  let kept: unknown[] | null = Array.from({ length: 1_500_000 }, (_, i) => ({ i, text: `row ${i}` }));
  assert.equal(kept.length, 1_500_000);
  const grown = process.memoryUsage().heapTotal;
  assert.ok(grown > 100 * 2 ** 20);
  kept = null;
  const release = releaseMemoryWhenIdle({ everyMs: 50, heap: 32 * 2 ** 20, quiet: 0.5 });
  const until = Date.now() + 15_000;
  while (process.memoryUsage().heapTotal > grown / 2 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  release.stop();
  assert.ok(process.memoryUsage().heapTotal < grown / 2);
});
