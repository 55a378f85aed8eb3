import assert from "node:assert/strict";
import { test } from "node:test";
import { parseJson } from "./json-body.ts";

const parse = (text: string) => parseJson(Buffer.from(text));

test("JSON as programs write it is read, with or without a byte order mark", () => {
  assert.deepEqual(parse('\ufeff{"a":[1,{"b":"]}[{\\"\\\\"}]}'), { a: [1, { b: ']}[{"\\' }] });
  assert.equal(parse(""), undefined);
  assert.throws(() => parse('{"a":'), { code: "MALFORMED_JSON" });
  assert.throws(() => parseJson(Buffer.from([0x22, 0xff, 0x22])), { code: "MALFORMED_JSON" });
});

test("nesting beyond the limit is refused before anything walks it; brackets in texts do not count", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  assert.doesNotThrow(() => parse(nested(100)));
  assert.throws(() => parse(nested(101)), { code: "JSON_TOO_DEEP", status: 400 });
  assert.throws(() => parse('{"a":'.repeat(5_000)), { code: "JSON_TOO_DEEP" });
  assert.equal(parse(JSON.stringify("[{".repeat(500))), "[{".repeat(500));
});
