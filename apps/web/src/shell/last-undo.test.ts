import assert from "node:assert/strict";
import { test } from "node:test";
import { offerUndo, undoLast } from "./last-undo.ts";

test("the latest way back on the screen is taken; none when none is offered", () => {
  const taken: string[] = [];
  const endFirst = offerUndo(() => taken.push("first"));
  const endSecond = offerUndo(() => {
    taken.push("second");
    endSecond();
  });
  undoLast();
  undoLast();
  endFirst();
  undoLast();
  assert.deepEqual(taken, ["second", "first"]);
});
