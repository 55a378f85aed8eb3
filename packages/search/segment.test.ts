import assert from "node:assert/strict";
import { test } from "node:test";
import { segment } from "./segment.ts";
import { lettersOf } from "./sounds.ts";

const read = (letters: string): string[] => segment(letters).map((sounds) => sounds.map((s) => lettersOf(s) || "?").join(" "));

test("letters are read as syllables, also in more than one way", () => {
  assert.equal(read("hangzhoukeji")[0], "hang zhou ke ji");
  assert.ok(read("xianke").includes("xian ke") && read("xianke").includes("xi an ke"));
  assert.ok(read("fangan").includes("fang an") && read("fangan").includes("fan gan"));
});

test("a mistyped letter leaves the others readable", () => {
  assert.ok(
    read("hangzhpukeji").some((r) => /^hang \? .*ke ji$/.test(r)),
    read("hangzhpukeji").join(" | "),
  );
  assert.deepEqual(read("xkcdqq"), []);
});
