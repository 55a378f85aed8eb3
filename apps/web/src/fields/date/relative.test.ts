import assert from "node:assert/strict";
import { test } from "node:test";
import type { TFunction } from "i18next";
import { relativeText } from "./relative.ts";

const t = ((key: string, options?: { count: number }) => `${key.split(".").at(-1)}${options ? ` ${options.count}` : ""}`) as unknown as TFunction;

test("no step from today is this day, week, month or quarter, not 0 of them ago", () => {
  assert.equal(relativeText(t, { relative: "days", offset: 0 }), "today");
  assert.equal(relativeText(t, { relative: "weeks", offset: 0 }), "this_week");
  assert.equal(relativeText(t, { relative: "months", offset: 0 }), "this_month");
  assert.equal(relativeText(t, { relative: "quarters", offset: 0 }), "this_quarter");
  assert.equal(relativeText(t, { relative: "months", offset: -2 }), "months_ago 2");
  assert.equal(relativeText(t, { relative: "days", offset: 3 }), "days_ahead 3");
});
