import assert from "node:assert/strict";
import { test } from "node:test";
import { plainText, storeMentions, textPieces } from "./mentions.ts";

const id = "019a8f3e-6c00-7000-8000-000000000001";
const other = "019a8f3e-6c00-7000-8000-000000000002";

test("mentions and addresses are found, everything else stays words", () => {
  assert.deepEqual(textPieces(`请@[陈思远](user:${id})看 https://keshu.cn/a?b=1，谢谢`), [
    { kind: "text", text: "请" },
    { kind: "mention", name: "陈思远", id },
    { kind: "text", text: "看 " },
    { kind: "link", url: "https://keshu.cn/a?b=1" },
    { kind: "text", text: "，谢谢" },
  ]);
  assert.deepEqual(textPieces("(see https://a.cn/x)."), [
    { kind: "text", text: "(see " },
    { kind: "link", url: "https://a.cn/x" },
    { kind: "text", text: ")." },
  ]);
  assert.deepEqual(textPieces("@[x](user:nobody) javascript:alert(1)"), [{ kind: "text", text: "@[x](user:nobody) javascript:alert(1)" }]);
  assert.deepEqual(textPieces(""), []);
});

test("a list shows names without their ids", () => {
  assert.equal(plainText(`请\n@[陈思远](user:${id})  看`), "请 @陈思远 看");
});

test("names chosen while typing are stored with their ids", () => {
  const mentions = [
    { id, label: "王芳" },
    { id: other, label: "王芳芳" },
  ];
  assert.equal(storeMentions("@王芳芳 和@王芳 去，@王五 不去", mentions), `@[王芳芳](user:${other}) 和@[王芳](user:${id}) 去，@王五 不去`);
  assert.equal(storeMentions("a.b@c.cn", []), "a.b@c.cn");
  assert.equal(storeMentions("@محمد 👋", [{ id, label: "محمد" }]), `@[محمد](user:${id}) 👋`);
  assert.equal(storeMentions("@A+(B)", [{ id, label: "A+(B)" }]), `@[A+(B)](user:${id})`);
});
