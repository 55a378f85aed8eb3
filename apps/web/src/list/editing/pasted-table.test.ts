import assert from "node:assert/strict";
import { test } from "node:test";
import { pastedTable } from "./pasted-table.ts";

test("what spreadsheets copy becomes cells", () => {
  assert.deepEqual(pastedTable("甲\n乙\n"), [["甲"], ["乙"]]);
  assert.deepEqual(pastedTable("a\tb\r\nc\td\r\n"), [
    ["a", "b"],
    ["c", "d"],
  ]);
  assert.deepEqual(pastedTable('"两\n行"\t"他说""好"""'), [["两\n行", '他说"好"']]);
  assert.deepEqual(pastedTable("一\n\n三"), [["一"], [""], ["三"]]);
  assert.deepEqual(pastedTable("a\t\n"), [["a", ""]]);
  assert.deepEqual(pastedTable(""), []);
});

test("a lone quote is a text, and a huge paste is read in one go", () => {
  assert.deepEqual(pastedTable('"未完\n下一行'), [['"未完'], ["下一行"]]);
  assert.deepEqual(pastedTable('5" 屏\n'), [['5" 屏']]);
  const started = performance.now();
  assert.equal(pastedTable("值\t1\n".repeat(50_000)).length, 50_000);
  assert.ok(performance.now() - started < 1000);
});
