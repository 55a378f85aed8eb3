import assert from "node:assert/strict";
import { test } from "node:test";
import type { Schema } from "../../../api/contract.ts";
import { roomFor } from "./room-for.ts";

const at = (title: string, end: string, isAllDay = false) => ({ title, end_at: end, is_all_day: isAllDay }) as Schema<"CalendarEntry">;
const day = [
  at("全天", "2026-11-23T00:00:00.000Z", true),
  at("早会", "2026-11-23T01:30:00.000Z"),
  at("拜访", "2026-11-23T03:00:00.000Z"),
  at("电话", "2026-11-23T02:00:00.000Z"),
  at("回访", "2026-11-23T06:00:00.000Z"),
];
const titles = (room: number, now: string) => roomFor(day, room, new Date(now)).map((entry) => entry.title);

test("what is over gives way to what is still to come", () => {
  assert.deepEqual(titles(7, "2026-11-23T02:20:00.000Z"), ["全天", "早会", "拜访", "电话", "回访"]);
  assert.deepEqual(titles(4, "2026-11-23T02:20:00.000Z"), ["全天", "拜访", "电话", "回访"]);
  assert.deepEqual(titles(3, "2026-11-23T02:20:00.000Z"), ["全天", "拜访", "回访"]);
  assert.deepEqual(titles(2, "2026-11-23T02:20:00.000Z"), ["全天", "拜访"]);
  assert.deepEqual(titles(3, "2026-11-23T00:00:00.000Z"), ["全天", "早会", "拜访"]);
});
