import assert from "node:assert/strict";
import { test } from "node:test";
import { imageKind } from "./image-kind.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ""), "hex");

test("pictures are known by their bytes", () => {
  assert.deepEqual(imageKind(hex("89504e470d0a1a0a 0000000d 49484452 00000010 00000020")), { type: "image/png", width: 16, height: 32 });
  const jpeg = hex("ffd8 ffe0 0010 4a46494600010100000100010000 ffc0 0011 08 0030 0040 03 011100 021101 031101");
  assert.deepEqual(imageKind(jpeg), { type: "image/jpeg", width: 64, height: 48 });
  const extended = hex("52494646 00000000 57454250 56503858 0a000000 00000000 ff0100 3f0000");
  assert.deepEqual(imageKind(extended), { type: "image/webp", width: 512, height: 64 });
  const lossless = hex("52494646 00000000 57454250 5650384c 00000000 2f 0fc00100 00");
  assert.deepEqual(imageKind(lossless), { type: "image/webp", width: 16, height: 8 });
  const lossy = hex("52494646 00000000 57454250 56503820 00000000 000000 9d012a 2c01 c800");
  assert.deepEqual(imageKind(lossy), { type: "image/webp", width: 300, height: 200 });
});

test("nothing else is, however it begins or ends", () => {
  for (const bytes of ["", "<svg>", "GIF89a", "\x89PNG\r\n\x1a\n", "RIFFxxxxWEBPVP8X", "\xff\xd8\xff\xe0\x00\x00", "\xff\xd8\xff\xff\xff\xff"])
    assert.equal(imageKind(Buffer.from(bytes, "latin1")), null, JSON.stringify(bytes));
});
