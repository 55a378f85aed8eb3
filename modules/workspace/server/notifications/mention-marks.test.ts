import assert from "node:assert/strict";
import { test } from "node:test";
import { excerptAround, mentionedIn, plainTitle } from "./mention-marks.ts";

const a = "01a20213-5d5e-7000-a8cf-a33f6d5ead90";
const b = "01a20213-5d5e-7000-a8cf-a33f6d5ead91";

test("people are named by marks only", () => {
  assert.deepEqual([...mentionedIn(`@[陈静](user:${a}) 和 @[O'Neil (😀)](user:${b.toUpperCase()}) @[陈静](user:${a})`)], [a, b]);
  for (const text of [null, 7, "", "@陈静", `@[陈静](user:nope)`, `@[](user:${a})`, `[陈静](user:${a})`, `@[陈\n静](user:${a})`, `@[陈静](task:${a})`])
    assert.equal(mentionedIn(text).size, 0, String(text));
  const huge = `${"@[".repeat(100_000)}](user:`;
  const began = performance.now();
  assert.equal(mentionedIn(huge).size, 0);
  assert.ok(performance.now() - began < 1_000, "takes too long");
});

test("an excerpt shows the words around a name, a title the first words, both without marks", () => {
  assert.equal(excerptAround(`请@[陈静](user:${a})看\n一下`, a), "请@陈静看 一下");
  const long = `${"前".repeat(100)}@[陈静](user:${a})${"后".repeat(300)}`;
  assert.equal(excerptAround(long, a), `…${"前".repeat(60)}@陈静${"后".repeat(120)}…`);
  assert.equal(plainTitle(`@[陈静](user:${a})  好\n的`), "@陈静 好 的");
  assert.equal([...plainTitle("😀".repeat(300))].length, 121);
});
