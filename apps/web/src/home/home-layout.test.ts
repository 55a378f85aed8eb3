import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, moved, type Placeable, resized, without, withWidget } from "./home-layout.ts";

const available: Placeable[] = [
  { id: "numbers", width: "full" },
  { id: "tasks", width: "half" },
  { id: "funnel", width: "third", isOptional: true },
];
const ids = (layout: { id: string }[]) => layout.map((p) => p.id).join(" ");

test("without anything kept, the widgets that are not optional stand in order", () => {
  assert.deepEqual(arrange(undefined, available), [
    { id: "numbers", width: "full" },
    { id: "tasks", width: "half" },
  ]);
  assert.deepEqual(arrange([], available), []);
});

test("what was kept is read with care: unknown widgets, doubles and wrong sizes do no harm", () => {
  const kept = [{ id: "funnel", width: "half" }, { id: "gone", width: "half" }, null, "x", { id: "funnel", width: "full" }, { id: "tasks", width: "huge" }];
  assert.deepEqual(arrange(kept, available), [
    { id: "funnel", width: "half" },
    { id: "tasks", width: "half" },
  ]);
});

test("widgets move, grow, go and come", () => {
  const layout = arrange(undefined, [...available, { id: "trend", width: "half" }]);
  assert.equal(ids(moved(layout, "trend", 0)), "trend numbers tasks");
  assert.equal(ids(moved(layout, "numbers", 99)), "tasks trend numbers");
  assert.equal(ids(moved(layout, "numbers", 1)), "tasks numbers trend");
  assert.equal(ids(moved(layout, "nothing", 1)), ids(layout));
  assert.equal(resized(layout, "tasks", "full")[1]?.width, "full");
  assert.equal(ids(without(layout, "tasks")), "numbers trend");
  assert.equal(ids(withWidget(layout, { id: "funnel", width: "third" })), "numbers tasks trend funnel");
  assert.equal(ids(withWidget(layout, { id: "tasks", width: "third" })), ids(layout));
});
