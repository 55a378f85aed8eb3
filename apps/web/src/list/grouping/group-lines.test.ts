import assert from "node:assert/strict";
import { test } from "node:test";
import { conditionOf, nextStart } from "./group-field.ts";
import { flatLines, groupLines } from "./group-lines.ts";

test("heads and rows stand where the groups begin; folded groups are one line", () => {
  const lines = groupLines([2, 3, 1], (group) => group === 1);
  assert.equal(lines.count, 3 + 1 + 2);
  assert.deepEqual(
    Array.from({ length: lines.count }, (_, i) => lines.lineAt(i)).map((l) => (l.kind === "head" ? `#${l.group}` : `${l.group}.${l.index}`)),
    ["#0", "0.0", "0.1", "#1", "#2", "2.0"],
  );
  assert.equal(lines.headOf(2), 4);
  assert.deepEqual(flatLines(5).lineAt(4), { kind: "row", group: -1, index: 4 });
});

test("a group's condition finds just its records", () => {
  const field = (type: string) => ({ name: "at", type }) as never;
  assert.deepEqual(conditionOf({ field: field("select"), period: undefined }, null, "UTC"), { at: { eq: null } });
  assert.deepEqual(conditionOf({ field: field("date"), period: "quarter" }, "2026-10-01", "UTC"), { at: { gte: "2026-10-01", lt: "2027-01-01" } });
  assert.deepEqual(conditionOf({ field: field("datetime"), period: "month" }, "2026-03-01", "America/New_York"), {
    at: { gte: "2026-03-01T05:00:00.000Z", lt: "2026-04-01T04:00:00.000Z" },
  });
  assert.equal(nextStart("2024-02-29", "day"), "2024-03-01");
  assert.equal(nextStart("2026-12-28", "week"), "2027-01-04");
});
