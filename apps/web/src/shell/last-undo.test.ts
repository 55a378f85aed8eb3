import assert from "node:assert/strict";
import { test } from "node:test";
import { offerUndo, undoLast } from "./last-undo.ts";

test("the latest way back is taken; none when none is offered", () => {
  const taken: string[] = [];
  const endFirst = offerUndo(() => taken.push("first"));
  const endSecond = offerUndo(() => {
    taken.push("second");
    endSecond();
  });
  assert.equal(undoLast(), true);
  undoLast();
  endFirst();
  assert.equal(undoLast(), false);
  assert.deepEqual(taken, ["second", "first"]);
});

test("what does not hold here is passed over", () => {
  const taken: string[] = [];
  let page = "/other";
  const ends = [
    offerUndo(() => taken.push("anywhere")),
    offerUndo(
      () => taken.push("here"),
      () => page === "/here",
    ),
  ];
  undoLast();
  page = "/here";
  undoLast();
  for (const end of ends) end();
  assert.deepEqual(taken, ["anywhere", "here"]);
});
