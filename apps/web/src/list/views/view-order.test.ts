import assert from "node:assert/strict";
import { test } from "node:test";
import type { View } from "../../api/views.ts";
import { inOwnOrder, orderAfterMove } from "./view-order.ts";

const views = (...ids: string[]) => ids.map((id) => ({ id }) as View);
const ids = (list: readonly View[]) => list.map((v) => v.id).join("");

test("each person has views in an order of their own; new ones come last", () => {
  const all = views("a", "b", "c", "d");
  assert.equal(ids(inOwnOrder(all, [])), "abcd");
  assert.equal(ids(inOwnOrder(all, ["c", "a"])), "cabd");
  assert.equal(ids(inOwnOrder(all, ["gone", "d"])), "dabc");
});

test("a view moves a step, and stays at the ends", () => {
  const shown = views("a", "b", "c");
  assert.deepEqual(orderAfterMove(shown, "c", -1), ["a", "c", "b"]);
  assert.deepEqual(orderAfterMove(shown, "a", 1), ["b", "a", "c"]);
  assert.deepEqual(orderAfterMove(shown, "a", -1), ["a", "b", "c"]);
  assert.deepEqual(orderAfterMove(shown, "x", 1), ["a", "b", "c"]);
});
