import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { gramsOf, likePattern, normalizeText, queryGrams, searchTextOf } from "./index.ts";

/** Whether a record with these pieces is found by a query, as the engine looks: bigrams, then the text itself. */
function finds(pieces: Parameters<typeof searchTextOf>[0], q: string): boolean {
  const all = searchTextOf(pieces);
  const has = new Set(gramsOf(all));
  const { text, grams } = queryGrams(q);
  return grams.length > 0 && grams.every((g) => has.has(g)) && all.includes(text);
}

test("width, case, accents, 简/繁 and blanks do not matter", () => {
  assert.equal(normalizeText("　ＡＢＣ\u200b　Müller  廣東ﬁ\n\t㎡ "), "abc muller 广东fi m2");
  assert.equal(normalizeText("e\u0301é É"), "ee e");
  assert.equal(normalizeText("ΣΟΦΟΣ σοφος"), "σοφοσ σοφοσ");
  assert.equal(normalizeText("𝐀𠮷"), "a𠮷");
  assert.equal(normalizeText("卓凌科技（重庆）"), "卓凌科技(重庆)");
  assert.equal(normalizeText("\u200b \u3000"), "");
});

test("a customer is found by what people type", () => {
  const pieces = [
    { text: "卓凌科技（重庆）有限公司", isTitle: true },
    { text: "+8613800131380" },
    { text: "sales1@example.cn" },
    { text: "+8657188888888" },
    { text: "座机 010-6234 5678" },
  ];
  for (const q of [
    "卓凌",
    "科技",
    "卓淩科技",
    "ｓａｌｅｓ",
    "zhuoling",
    "zlkj",
    "chongqing",
    "cqyx",
    "13800131380",
    "138 0013 1380",
    "+86 138-0013-1380",
    "0086 13800131380",
    "1380",
    "1380013",
    "0571-8888 8888",
    "057188888888",
    "88888888",
    "01062345678",
    "010-6234",
  ]) {
    assert.equal(finds(pieces, q), true, q);
  }
  for (const q of ["卓林", "zhongqing", "凌卓", "a"]) assert.equal(finds(pieces, q), false, q);
});

test("people are found by the reading of their surname too", () => {
  for (const [name, ...queries] of [
    ["曾英", "zengying", "zy"],
    ["單雄信", "shanxiongxin", "sxx"],
    ["尉迟恭", "yuchigong"],
    ["吕布", "lvbu", "lb"],
  ] as const) {
    for (const q of queries) assert.equal(finds([{ text: name, isTitle: true }], q), true, `${name} ${q}`);
  }
  assert.equal(finds([{ text: "张三" }], "zhangsan"), false); // titles only
});

test("letters and digits of a title stand in its readings", () => {
  assert.equal(searchTextOf([{ text: "A1 科技-B", isTitle: true }]), "a1 科技-b\na1kejib\na1kjb");
  assert.equal(searchTextOf([{ text: "Acme Inc.", isTitle: true }]), "acme inc.");
  assert.equal(searchTextOf([{ text: "" }, { text: "x" }, { text: " " }]), "x");
});

test("bigrams: distinct, exact, within a line, int4", () => {
  assert.deepEqual(gramsOf("aaaa"), [(0x61 << 16) | 0x61]);
  assert.deepEqual(gramsOf("a\nb"), []);
  assert.equal(gramsOf("a b").length, 2);
  for (const gram of gramsOf("中文﷽～")) assert.ok(Number.isInteger(gram) && gram >= -(2 ** 31) && gram < 2 ** 31);
  const long = Array.from({ length: 5000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join("");
  assert.equal(gramsOf(long).length, 4999);
  assert.deepEqual(new Set(gramsOf(long.slice(0, 2000))), new Set(gramsOf(long).slice(0, 1999)));
  assert.deepEqual(queryGrams("中").grams, []);
  assert.ok(queryGrams(long).grams.length <= 24);
});

test("LIKE takes the text literally", () => {
  assert.equal(likePattern("50%_\\"), "50\\%\\_\\\\");
});

const unit = fc.oneof(
  fc.constantFrom(
    "中",
    "國",
    "重",
    "庆",
    "a",
    "Z",
    "É",
    "e\u0301",
    " ",
    "　",
    "\n",
    "\u200b",
    "１",
    "1",
    "0",
    "8",
    "6",
    "-",
    "+",
    "(",
    ")",
    ".",
    "ﷺ",
    "㎡",
    "𠮷",
    "𝐀",
    "İ",
    "Σ",
    "ς",
    "½",
    "´",
    "한",
    "が",
    "%",
    "_",
    "\\",
    "\u0085",
    "\ud800",
    "ﾞ",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);

test("whatever part of a text is asked for, its record is found", () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), fc.nat(), fc.nat(), fc.boolean(), (units, a, b, isTitle) => {
      const text = units.join("");
      const points = [...text];
      const [from, to] = [a % (points.length + 1), b % (points.length + 1)].sort((x, y) => x - y) as [number, number];
      const part = points.slice(from, to).join("");
      const all = searchTextOf([{ text: "别的" }, { text, isTitle }, { text: "其他" }]);
      const has = new Set(gramsOf(all));
      const { text: asked, grams } = queryGrams(part);
      assert.ok(all.includes(asked), `${JSON.stringify(asked)} in ${JSON.stringify(all)}`);
      for (const gram of grams) assert.ok(has.has(gram));
      if (asked.length >= 2) assert.ok(grams.length > 0);
      assert.equal(normalizeText(normalizeText(text)), normalizeText(text));
    }),
    { numRuns: 3000 },
  );
});

test("whatever part of a telephone number is asked for, in any dress", () => {
  const digit = fc.constantFrom("0", "1", "8", "6", "1", "3", " ", "-", "(", ")", "+", ".", "x");
  fc.assert(
    fc.property(fc.array(digit, { maxLength: 30 }), fc.nat(), fc.nat(), (units, a, b) => {
      const text = units.join("");
      const [from, to] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y) as [number, number];
      const { text: asked } = queryGrams(text.slice(from, to));
      assert.ok(searchTextOf([{ text }]).includes(asked), `${asked} in ${text}`);
    }),
    { numRuns: 3000 },
  );
});
