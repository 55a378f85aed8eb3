import assert from "node:assert/strict";
import { test } from "node:test";
import { matchText } from "./match-text.ts";
import { readingsOf } from "./readings.ts";

const rank = (label: string, asked: string): number => matchText(label, asked)?.rank ?? 99;
const marked = (label: string, asked: string): string => (matchText(label, asked)?.ranges ?? []).map(([from, to]) => label.slice(from, to)).join("|");

test("characters of level one are read", () => {
  for (const [c, reading] of [
    ["啊", "a"],
    ["座", "zuo"],
    ["线", "xian"],
    ["设", "she"],
    ["客", "ke"],
    ["枢", "shu"],
    ["重", "zhong"],
  ] as const)
    assert.equal(readingsOf(c)[0], reading, c);
  assert.deepEqual(readingsOf("a"), []);
});

test("labels are found by characters, initials, pinyin and words", () => {
  for (const [label, asked] of [
    ["新建线索", "线索"],
    ["新建线索", "xjxs"],
    ["新建线索", "xinjianxiansuo"],
    ["新建线索", "xians"],
    ["新建线索", "新建xs"],
    ["新建线索", "新见线锁"],
    ["设置", "shezhi"],
    ["重置列表", "chongzhi"],
    ["New customer", "nc"],
    ["New customer", "customer new"],
    ["导入客户", "客户 导入"],
  ] as const)
    assert.ok(rank(label, asked) < 6, `${label} ${asked}`);
  assert.ok(rank("线索", "线索") < rank("线索池", "线索") && rank("线索池", "线索") < rank("新建线索", "线索"));
  assert.equal(marked("新建线索", "xs"), "线索");
  assert.equal(marked("新建线索", "xiansuo"), "线索");
  assert.equal(rank("新建线索", "an"), 99);
});

test("a mistake is forgiven", () => {
  for (const [label, asked] of [
    ["设置", "shzhi"],
    ["设置", "shehzi"],
    ["New customer", "custmer"],
    ["Settings", "setings"],
    ["新建线索", "xinjianxainsuo"],
  ] as const)
    assert.ok(rank(label, asked) >= 6 && rank(label, asked) < 9, `${label} ${asked} ${rank(label, asked)}`);
  for (const [label, asked] of [
    ["设置", "kehu"],
    ["New customer", "invoice"],
    ["客户", ""],
  ] as const)
    assert.equal(rank(label, asked), 99);
});
