import i18next from "i18next";
import { clockOf } from "./days.ts";
import type { Times } from "./entry.ts";

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A day in words: `{ month: "long", day: "numeric" }` → 11月22日, November 22. */
export function dayWords(day: string, options: Intl.DateTimeFormatOptions): string {
  return spaced(formatterOf(options).format(new Date(`${day}T00:00:00Z`)));
}

/** 11月22日周日 is easier to read as 11月22日 周日. */
function spaced(text: string): string {
  return text.replace(/日(?=周|星期)/, "日 ");
}

function formatterOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${i18next.language}|${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(i18next.language, { ...options, timeZone: "UTC" });
    formatters.set(key, formatter);
  }
  return formatter;
}

export function rangeWords(first: string, last: string, options: Intl.DateTimeFormatOptions): string {
  // Chinese ranges are written in figures by themselves: 2026/11 – 2026/12
  if (i18next.language !== "en") {
    const [from, to] = [dayWords(first, options), dayWords(last, options)];
    if (from === to) return from;
    return `${from} – ${first.slice(0, 4) === last.slice(0, 4) ? to.replace(/^\d+年/, "") : to}`;
  }
  return formatterOf(options).formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`));
}

/** 11月22日 周日 09:30–10:30 */
export function timesWords(times: Times, isPoint = false): string {
  const long = { month: "long", day: "numeric", weekday: "short" } as const;
  if (times.isAllDay) return `${rangeWords(times.firstDay, times.lastDay, long)} · ${i18next.t("calendar.allDay")}`;
  const start = `${dayWords(times.firstDay, long)} ${clockOf(times.start)}`;
  if (isPoint || times.end === times.start) return start;
  return times.lastDay === times.firstDay ? `${start}–${clockOf(times.end)}` : `${start} – ${dayWords(times.lastDay, long)} ${clockOf(times.end)}`;
}
