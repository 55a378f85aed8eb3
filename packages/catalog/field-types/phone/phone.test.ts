import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { fieldType } from "../registry.ts";
import { fieldOf, read } from "../testing/read.ts";

const readings: Record<string, string> = {
  "189-9441-8269": "+8618994418269",
  "\u200b18200421168\u200b": "+8618200421168",
  "１５８７３５４９７５９": "+8615873549759",
  "86 187 4652 6120": "+8618746526120",
  "008615819829665": "+8615819829665",
  "+86-166-7399-6697": "+8616673996697",
  "＋８６　１３８　００１３　８０００": "+8613800138000",
  "+86(138)0013-8000": "+8613800138000",
  "013800138000": "+8613800138000",
  "手机号：138 0013 8000": "+8613800138000",
  "tel:+8613800138000": "+8613800138000",
  "13800138000.0": "+8613800138000",
  "'13800138000": "+8613800138000",
  "0571-8888 8888": "+8657188888888",
  "(0571)88888888": "+8657188888888",
  "0571-8888 8888 转 123": "+8657188888888;ext=123",
  "010-62345678-801": "+861062345678;ext=801",
  "(021)58888888-12": "+862158888888;ext=12",
  "057188888888 ext. 12": "+8657188888888;ext=12",
  "+86 571 8888 8888 x12": "+8657188888888;ext=12",
  "400-800-1234": "+864008001234",
  "400 8001 234 转 2": "+864008001234;ext=2",
  "400-800-1234-5": "+864008001234;ext=5",
  "+86-571-88888888-801": "+8657188888888;ext=801",
  "0571-8888-8888": "+8657188888888",
  "8008301234": "+868008301234",
  "+1 (415) 555-2671": "+14155552671",
  "(415) 555-2671": "+14155552671",
  "1-955-371-0847 x371": "+19553710847;ext=371",
  "391.555.1234": "+13915551234",
  "0391-5551234": "+863915551234",
  "800-830-1234": "+868008301234",
  "+44 (0)20 7946 0958": "+442079460958",
  "00852 2345 6789": "+85223456789",
  "+81 3-1234-5678": "+81312345678",
};

test("telephone numbers in the shapes people write", () => {
  for (const [input, value] of Object.entries(readings)) for (const mode of ["strict", "cell"] as const) assert.equal(read("phone", input, mode), value, input);
  assert.equal(read("phone", 13800138000), "+8613800138000");
});

test("what nobody could call is refused", () => {
  for (const input of [
    "88888888",
    "12345",
    "1380013800",
    "138001380000",
    "13800138000 13900139000",
    "13800138000、13900139000",
    "1.38E+10",
    "+999123456",
    "电话",
    "0571-888",
    "+86 1",
  ]) {
    assert.equal(read("phone", input), "INVALID_PHONE", input);
  }
});

test("masked as 138****1380", () => {
  const mask = (value: string) => fieldType("phone").mask(value, fieldOf("phone"));
  assert.equal(mask("+8613800131380"), "138****1380");
  assert.equal(mask("+8657188888888;ext=123"), "+865****8888");
  assert.equal(mask("+3531234"), "+3****34");
});

test("any mobile in any dress is the same number", () => {
  const mobile = fc.stringMatching(/^1[3-9]\d{9}$/);
  const dress = fc.record({
    country: fc.constantFrom("", "+86", "86", "0086", "+86 ", "+86-", "(+86)"),
    separator: fc.constantFrom("", "-", " ", "\u00a0", ".", "　", "－"),
    wide: fc.boolean(),
    invisible: fc.constantFrom("", "\u200b", "\ufeff", "\u202d"),
  });
  fc.assert(
    fc.property(mobile, dress, (number, { country, separator, wide, invisible }) => {
      const parted = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(separator);
      const text = `${invisible}${country}${parted}${invisible} `;
      const written = wide ? text.replaceAll(/[\d+-]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)) : text;
      assert.equal(read("phone", written), `+86${number}`);
      assert.equal(read("phone", `+86${number}`, "strict"), `+86${number}`);
    }),
  );
});

test("what was read is read again as itself", () => {
  const digits = fc.stringMatching(/^(\+|00)?[0-9 ()-]{5,18}$/);
  fc.assert(
    fc.property(digits, (text) => {
      const value = read("phone", text);
      if (typeof value === "string" && value.startsWith("+")) assert.equal(read("phone", value, "strict"), value);
    }),
    { numRuns: 300 },
  );
});

test("Chinese numbers agree with libphonenumber", () => {
  const national = fc.oneof(
    fc.stringMatching(/^0?(2\d|[3-9]\d{2})[2-9]\d{6,7}$/),
    fc.stringMatching(/^0?[48]00\d{7}$/),
    fc.stringMatching(/^1[3-689]\d{9}$/),
    fc.stringMatching(/^010[2-9]\d{7}$/),
  );
  fc.assert(
    fc.property(national, (text) => {
      const value = read("phone", text);
      if (value !== "INVALID_PHONE") assert.equal(parsePhoneNumberFromString(text, "CN")?.number, value);
      else assert.notEqual(parsePhoneNumberFromString(text, "CN")?.getType(), "FIXED_LINE");
    }),
    { numRuns: 1000 },
  );
});
