import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApiRecord } from "../../api/types.ts";
import { flatLines, groupLines } from "../grouping/group-lines.ts";
import { rowsBelow } from "./rows-below.ts";

const named = (id: string) => ({ id }) as ApiRecord;

test("rows nobody has scrolled to are read; what is there already is not asked for again", async () => {
  const asked: string[] = [];
  const found = await rowsBelow({
    lines: flatLines(1000),
    recordAt: (line) => (line < 100 ? named(`r${line}`) : undefined),
    read: async ({ group, index }, count) => {
      asked.push(`${group}:${index}+${count}`);
      return Array.from({ length: count }, (_, i) => named(`r${index + i}`));
    },
    line: 90,
    count: 300,
  });
  assert.deepEqual([found.length, found[0]?.id, found.at(-1)?.id, new Set(found.map((r) => r.id)).size], [300, "r90", "r389", 300]);
  assert.deepEqual(asked, ["-1:100+290"]);
});

test("groups are followed over their heads, folded ones are left out, and the end of the list is the end", async () => {
  const found = await rowsBelow({
    lines: groupLines([2, 3, 2], (group) => group === 1),
    recordAt: (line) => (line === 1 ? named("a0") : undefined),
    read: async ({ group, index }, count) => Array.from({ length: count }, (_, i) => named(`${"abc"[group]}${index + i}`)),
    line: 1,
    count: 10,
  });
  assert.deepEqual(
    found.map((r) => r.id),
    ["a0", "a1", "c0", "c1"],
  );
});

test("a record that moved meanwhile is taken once, and the next row makes up for it", async () => {
  const found = await rowsBelow({
    lines: flatLines(5),
    recordAt: (line) => (line === 0 ? named("r0") : undefined),
    read: async ({ index }, count) => Array.from({ length: count }, (_, i) => named(`r${index + i - 1}`)),
    line: 0,
    count: 3,
  });
  assert.deepEqual(
    found.map((r) => r.id),
    ["r0", "r1", "r2"],
  );
});
