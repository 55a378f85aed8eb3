import assert from "node:assert/strict";
import { test } from "node:test";
import { leftLines, readPeople } from "./read-people.ts";

test("lines of every habit are read", () => {
  const { people, unread } = readPeople(
    [
      "沈若琳 shen@a.cn",
      "lu@a.cn，陆子昂",
      '"Fang, Chen" <Fang@A.cn>',
      "cheng\tcheng@a.cn\t销售",
      "only@a.cn",
      "没有邮箱的人",
      "",
      "again SHEN@a.cn",
      "句末 end@a.cn。",
    ].join("\n"),
  );
  assert.deepEqual(people, [
    { name: "沈若琳", email: "shen@a.cn" },
    { name: "陆子昂", email: "lu@a.cn" },
    { name: "Fang Chen", email: "fang@a.cn" },
    { name: "cheng 销售", email: "cheng@a.cn" },
    { name: "only", email: "only@a.cn" },
    { name: "句末", email: "end@a.cn" },
  ]);
  assert.deepEqual(unread, ["没有邮箱的人"]);
});

test("only the lines of those who were invited go", () => {
  const text = "沈若琳 shen@a.cn\n忘了写邮箱\n\nlu@a.cn，陆子昂\nagain SHEN@a.cn\n";
  assert.equal(leftLines(text, new Set(["shen@a.cn"])), "忘了写邮箱\nlu@a.cn，陆子昂");
  assert.equal(leftLines("沈若琳 shen@a.cn\n", new Set(["shen@a.cn"])), "");
});
