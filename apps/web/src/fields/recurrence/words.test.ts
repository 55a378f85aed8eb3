import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import i18next from "i18next";
import { recurrenceWords } from "./words.ts";

const calendar = (language: string) => JSON.parse(readFileSync(new URL(`../../locales/${language}/calendar.json`, import.meta.url), "utf8"));

before(() => i18next.init({ lng: "en", resources: Object.fromEntries(["en", "zh-CN"].map((l) => [l, { translation: { calendar: calendar(l) } }])) }));

test("days of months read as dates are written in each language", async () => {
  const rules = ["FREQ=MONTHLY;BYMONTHDAY=23", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23", "FREQ=WEEKLY;BYDAY=TU,SA;COUNT=6"];
  assert.deepEqual(rules.map(recurrenceWords), ["Every month on day 23", "Every year in November on day 23", "Every week on Tuesday and Saturday, 6 times"]);
  await i18next.changeLanguage("zh-CN");
  assert.deepEqual(rules.map(recurrenceWords), ["每月23日", "每年11月23日", "每周二、六，共 6 次"]);
});
