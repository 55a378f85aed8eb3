import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { plainText, readBlocks, readInline, sectionsOf } from "./read-markdown.ts";
import { topicIds, topicOf } from "./topics.ts";

const folder = join(import.meta.dirname, "../../../../docs/help");
const read = (locale: string) =>
  new Map(
    readdirSync(join(folder, locale))
      .filter((f) => f.endsWith(".md") && f !== "README.md")
      .map((f) => [f.slice(0, -3), readFileSync(join(folder, locale, f), "utf8")]),
  );

test("blocks and inline marks are read", () => {
  const blocks = readBlocks(
    "## 标题\n第一行\n第二行\n\n- 一\n- **二**\n  接着\n\n1. first\n2. second\n\n> 注意\n> 这里\n\n| 键 | 作用 |\n|---|---|\n| <kbd>K</kbd> | 上 |\n",
  );
  assert.deepEqual(blocks, [
    { kind: "heading", level: 2, text: "标题" },
    { kind: "paragraph", text: "第一行第二行" },
    { kind: "list", isOrdered: false, items: ["一", "**二** 接着"] },
    { kind: "list", isOrdered: true, items: ["first", "second"] },
    { kind: "note", text: "注意这里" },
    { kind: "table", head: ["键", "作用"], rows: [["<kbd>K</kbd>", "上"]] },
  ]);
  assert.deepEqual(readInline("按 <kbd>?</kbd> 看 **全部** 的 `键`，见[列表](lists.md)"), [
    { kind: "text", text: "按 " },
    { kind: "key", text: "?" },
    { kind: "text", text: " 看 " },
    { kind: "strong", text: "全部" },
    { kind: "text", text: " 的 " },
    { kind: "code", text: "键" },
    { kind: "text", text: "，见" },
    { kind: "link", text: "列表", to: "lists.md" },
  ]);
  assert.equal(plainText("- 按 <kbd>K</kbd> 或 **这里**"), "按 K 或 这里");
  assert.deepEqual(sectionsOf("开头\n\n## 甲\n内容")[1], { heading: "甲", text: "内容" });
});

test("every topic is written in both languages, with the same parts", () => {
  const [zh, en] = [read("zh-CN"), read("en")];
  assert.deepEqual([...zh.keys()].sort(), [...topicIds].sort());
  assert.deepEqual([...en.keys()].sort(), [...topicIds].sort());
  for (const id of topicIds) {
    const [a = "", b = ""] = [zh.get(id), en.get(id)];
    for (const text of [a, b]) assert.match(text, /^# .+\n/, id);
    const shape = (text: string) => readBlocks(text.replace(/^# .+\n/, "")).flatMap((block) => (block.kind === "heading" ? [block.level] : []));
    assert.deepEqual(shape(a), shape(b), `headings of ${id}`);
    assert.doesNotMatch(b, /\p{Script=Han}{3,}(?!”)/u, `Chinese left in the English ${id}`);
  }
});

test("links between topics lead somewhere", () => {
  for (const locale of ["zh-CN", "en"])
    for (const [id, text] of read(locale))
      for (const block of text.split("\n"))
        for (const part of readInline(block))
          if (part.kind === "link" && part.to.endsWith(".md")) assert.ok(topicIds.includes(part.to.slice(0, -3)), `${locale}/${id}: ${part.to}`);
});

test("the user guide leads to every topic", () => {
  for (const [file, locale] of [
    ["user-guide.zh-CN.md", "zh-CN"],
    ["user-guide.md", "en"],
  ] as const) {
    const guide = readFileSync(join(folder, "..", file), "utf8");
    for (const [id, text] of read(locale)) assert.ok(guide.includes(`[${/^# (.+)$/m.exec(text)?.[1]}](help/${locale}/${id}.md)`), `${file}: ${id}`);
  }
});

test("every page has its topic", () => {
  assert.equal(topicOf("/"), "home");
  assert.equal(topicOf("/o/leads"), "leads");
  assert.equal(topicOf("/o/customers/01a2"), "customers");
  assert.equal(topicOf("/o/devices"), "lists");
  assert.equal(topicOf("/o/devices/01a2"), "record");
  assert.equal(topicOf("/o/opportunities", { kind: "board" }), "board");
  assert.equal(topicOf("/settings/users"), "people");
  assert.equal(topicOf("/settings"), "company");
  assert.equal(topicOf("/nowhere"), "start");
});
