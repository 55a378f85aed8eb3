import assert from "node:assert/strict";
import { test } from "node:test";
import { formatMoney, formatNumber, formatPercent } from "./number.ts";
import { formatPhone } from "./phone.ts";
import { instantOf, wallClockOf } from "./zone.ts";

test("Chinese numbers lose their country code, others keep it, masked ones stay", () => {
  assert.equal(formatPhone("+8613800001380"), "138 0000 1380");
  assert.equal(formatPhone("+8657188880000"), "0571-88880000");
  assert.equal(formatPhone("+861062345678"), "010-62345678");
  assert.equal(formatPhone("+14155550100"), "+14155550100");
  assert.equal(formatPhone("138****1380"), "138****1380");
});

test("wall clocks and moments convert both ways in any zone", () => {
  assert.equal(wallClockOf("2026-11-22T01:30:00.000Z", "Asia/Shanghai"), "2026-11-22T09:30:00");
  for (const zone of ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Asia/Kathmandu"]) {
    for (const wall of ["2026-01-15T08:00:00", "2026-07-15T23:59:59", "2026-12-31T00:00:00"]) assert.equal(wallClockOf(instantOf(wall, zone), zone), wall);
  }
});

test("what is no figure stays as it was typed", () => {
  for (const text of ["12abc", "1e999", "--5"]) assert.deepEqual([formatNumber(text), formatPercent(text), formatMoney(text, "CNY")], [text, text, text]);
  assert.equal(formatPercent(12.5), "12.5%");
});
