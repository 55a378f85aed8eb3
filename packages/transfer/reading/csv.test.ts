import assert from "node:assert/strict";
import { test } from "node:test";
import { createCsvParser, detectDelimiter } from "./csv.ts";
import { makeHarmless, shapeRow, undoHarmless } from "./row-shape.ts";

function parse(text: string, delimiter = ",", size = text.length || 1) {
  const parser = createCsvParser(delimiter);
  const rows = [];
  for (let i = 0; i < text.length; i += size) rows.push(...parser.push(text.slice(i, i + size)));
  return [...rows, ...parser.end()];
}

const tricky = 'name,address,note\r\n甲,"白云区 解放路\r\n(收)","he said ""hi"""\r\n乙,"a,b",\r\n\r\n丙,x"y,"z"\r\n';
const expected = [
  { row: 1, cells: ["name", "address", "note"] },
  { row: 2, cells: ["甲", "白云区 解放路\r\n(收)", 'he said "hi"'] },
  { row: 3, cells: ["乙", "a,b", ""] },
  { row: 5, cells: ["丙", 'x"y', "z"] },
];

test("quoted newlines, doubled quotes, blank lines, and any cut between chunks", () => {
  for (const size of [1, 2, 3, 5, 7, 11, 1000]) assert.deepEqual(parse(tricky, ",", size), expected, `chunks of ${size}`);
});

test("the last line needs no newline; CR alone ends lines of old files", () => {
  assert.deepEqual(parse("a,b\n1,2"), [
    { row: 1, cells: ["a", "b"] },
    { row: 2, cells: ["1", "2"] },
  ]);
  assert.equal(parse("a,b\r1,2\r3,4").length, 3);
  assert.deepEqual(parse('a,b\r1,"x"\r').at(-1), { row: 2, cells: ["1", "x"] });
});

test("a quote that is never closed refuses its own line only", () => {
  const rows = parse('a,b\n1,"open\n2,fine\n3,"quoted, too"\n4,end\n');
  assert.deepEqual(
    rows.map((r) => [r.row, r.problem ?? r.cells.join("|")]),
    [
      [1, "a|b"],
      [2, "UNCLOSED_QUOTE"],
      [3, "2|fine"],
      [4, "3|quoted, too"],
      [5, "4|end"],
    ],
  );
  const lost = parse('a,b\n1,"open\n2,fine\n3,end');
  assert.deepEqual(
    lost.map((r) => r.problem ?? r.cells.join("|")),
    ["a|b", "UNCLOSED_QUOTE", "2|fine", "3|end"],
  );
});

test("the delimiter is found, whatever stands inside quotes", () => {
  assert.equal(detectDelimiter('a;b;c\n"x,y,z,w,v";2;3\n"p,q,r";5;6\n'), ";");
  assert.equal(detectDelimiter("a\tb\n1,2\t3\n"), "\t");
  assert.equal(detectDelimiter("a,b\n1;2,3\n"), ",");
  assert.equal(detectDelimiter("sep=;\na;b;c\n1;2;3\n4;5;6\n"), ";");
  assert.equal(detectDelimiter("客户导入模板，请勿修改\na\tb\n1,5\t2\n3,7\t4\n"), "\t");
  assert.equal(detectDelimiter("one column\nx\n"), ",");
});

test("ragged rows are refused, blank ones dropped, sheets filled up", () => {
  const csv = { kind: "csv" as const, header: ["a", "b"] };
  assert.equal(shapeRow({ row: 2, cells: ["1"] }, csv)?.problem, "COLUMN_COUNT");
  assert.equal(shapeRow({ row: 2, cells: ["1", "2", "3"] }, csv)?.problem, "COLUMN_COUNT");
  assert.deepEqual(shapeRow({ row: 2, cells: ["1", "2", " "] }, csv)?.cells, ["1", "2"]);
  assert.equal(shapeRow({ row: 2, cells: ["", " "] }, csv), null);
  assert.deepEqual(shapeRow({ row: 2, cells: ["1"] }, { kind: "xlsx", header: ["a", "b"] })?.cells, ["1", ""]);
});

test("harmless cells come back as they were", () => {
  for (const cell of ["=1+1", "+8613800138000", "-5", "@x", "\tx", "＝1+1", "＠x", "\n=1", "'=x", "''-y", "plain", "'quoted", "", "13800138000"]) {
    const harmless = makeHarmless(cell);
    assert.ok(!/^[=+\-@\t\r\n＝＋－＠]/.test(harmless));
    assert.equal(undoHarmless(harmless), cell);
  }
});
