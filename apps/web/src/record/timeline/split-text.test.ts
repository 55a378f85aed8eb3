import assert from "node:assert/strict";
import { test } from "node:test";
import { afterSending, splitText } from "./split-text.ts";

const mention = "@[陈思远](user:019a8f3e-6c00-7000-8000-000000000001)";

test("a text that fits stays whole, a longer one is cut where it breathes, and nothing is lost", () => {
  assert.deepEqual(splitText("短", 10), ["短"]);
  assert.deepEqual(splitText("", 10), [""]);
  assert.deepEqual(splitText("第一行很长\n第二行也很长", 8), ["第一行很长", "第二行也很长"]);
  assert.deepEqual(splitText("一句话。又一句话。", 6), ["一句话。", "又一句话。"]);
  const long = "长".repeat(25_001);
  assert.equal(splitText(long, 10_000).join(""), long);
  assert.ok(splitText(long, 10_000).every((p) => p.length <= 10_000));
});

test("mentions and emoji are not cut", () => {
  const text = `${"长".repeat(90)}${mention}${"尾".repeat(20)}`;
  assert.deepEqual(splitText(text, 100)[0], "长".repeat(90));
  assert.ok(splitText(text, 100)[1]?.startsWith(mention));
  assert.ok(splitText("😀".repeat(60), 101).every((p) => !/[\ud800-\udbff]$/.test(p)));
});

test("what is typed while a text is on its way stays", () => {
  assert.equal(afterSending("one", "one"), "");
  assert.equal(afterSending("one\ntwo", "one"), "two");
  assert.equal(afterSending("part one, part two", "part one, part two", "part two"), "part two");
  assert.equal(afterSending("ab and more", "ab", "b"), "b and more");
  assert.equal(afterSending("written anew", "one"), "written anew");
});
