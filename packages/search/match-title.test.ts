import assert from "node:assert/strict";
import { test } from "node:test";
import { gramsOf } from "./grams.ts";
import { matchTitle, readQuery, searchTextOf, titleGramsOf, variantsOf } from "./index.ts";
import { normalizeText } from "./normalize-text.ts";

const marked = (title: string, q: string): string | null => {
  const match = matchTitle(title, readQuery(q));
  return match?.ranges.map(([from, to]) => title.slice(from, to)).join("|") ?? null;
};
const rank = (title: string, q: string): number => Math.floor(matchTitle(title, readQuery(q))?.rank ?? 99);

test("a title is matched the better the nearer it is to what was typed", () => {
  const title = "杭州创新科技有限公司";
  const ranks = [title, "杭州创新", "创新科技", "hzcx", "chuangxin", "科技 杭州", "杭州创鑫科计", "杭州新科技"].map((q) => rank(title, q));
  assert.deepEqual(ranks, [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.equal(rank(title, "上海创业"), 99);
});

test("what matched is marked in the title as it is written", () => {
  assert.equal(marked("卓凌科技（重慶）有限公司", "科技(重庆"), "科技（重慶");
  assert.equal(marked("卓凌科技（重慶）有限公司", "zlkj"), "卓凌科技");
  assert.equal(marked("卓凌科技（重慶）有限公司", "chongqing"), "重慶");
  assert.equal(marked("杭州创新科技有限公司", "创新keji"), "创新科技");
  assert.equal(marked("杭州创新科技有限公司", "科计"), "科技");
  assert.equal(marked("Ｍicrosoft 中国", "microsft"), "Ｍicrosoft");
  assert.equal(marked("😀王小明", "小明"), "小明");
});

/** Whether the engine would look at this title, and take it. */
function isFound(title: string, q: string): boolean {
  const query = readQuery(q);
  const grams = new Set([...gramsOf(searchTextOf([{ text: title, isTitle: true }])), ...titleGramsOf(normalizeText(title))]);
  return variantsOf(query).some((variant) => variant.every((g) => grams.has(g))) && matchTitle(title, query) !== null;
}

test("a mistake is forgiven", () => {
  for (const [title, ...queries] of [
    [
      "杭州创新科技有限公司",
      "杭州创新科计",
      "杭州新科技",
      "杭州创新的科技",
      "杭州新创科技",
      "杭州创新技科",
      "hangzhouchuangxn",
      "hangzuochuangxin",
      "hangzhuochuangxin",
      "杭州chuangxin",
      "杭州cxkj",
      "航州创新",
      "杭洲创新",
    ],
    ["张晓明", "张小明", "章晓明", "张晓名", "zhangxiaomin", "zangxiaoming", "张大明", "zhang xiao ming"],
    ["Microsoft China", "microsft", "micorsoft", "microsoftt", "mcrosoft"],
    ["曾英", "zengyin", "增英"],
    ["TCL科技集团", "tcl科计", "tclkeji", "tcl科级"],
    ["华瀚科技", "华润科技", "华翰科技", "瀚华科技"],
    ["深圳市腾飞电子", "深圳腾飞电子", "深圳市腾飞点子", "shenzhentengfei"],
  ] as const) {
    for (const q of queries) assert.equal(isFound(title, q), true, `${title} by ${q}`);
  }
  for (const [title, q] of [
    ["张晓明", "李晓军"],
    ["杭州创新科技有限公司", "上海创业贸易"],
    ["华瀚科技", "金润科贸"],
  ] as const)
    assert.equal(isFound(title, q), false, `${title} by ${q}`);
});

test("sounds take no bigram's place", () => {
  for (const text of ["杭州创新科技", "a1 科技-b", "曾英"]) {
    const bigrams = new Set(gramsOf(searchTextOf([{ text, isTitle: true }])));
    for (const gram of titleGramsOf(text)) assert.ok(!bigrams.has(gram));
  }
  assert.deepEqual(titleGramsOf(""), []);
  assert.equal(titleGramsOf("acme").length, 2);
});
