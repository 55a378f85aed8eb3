import type { RecurrenceRule } from "./rule.ts";

const dayMs = 86_400_000;
/** A rule that finds nothing for so many periods finds nothing any more, such as 30 February. */
const patience = 500;
const lastDay = Date.UTC(9999, 11, 31) / dayMs;

/** Days since 1970-01-01 of `2026-11-22`. */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs);
}

/** `2026-11-22` of days since 1970-01-01. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, -14);
}

/** 0 Monday … 6 Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * The days on which a rule that begins on `start` falls, in order. What lies before `from` is passed over quickly
 * unless the rule counts. A last moment (`until` with a time) ends at its day; the caller knows the time of day.
 */
export function* occurrenceDays(rule: RecurrenceRule, start: number, from = start): Generator<number> {
  const end = rule.until === null ? lastDay : Math.min(lastDay, dayNumber(rule.until.slice(0, 10)) + (rule.until.length > 10 ? 1 : 0));
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  let idle = 0;
  for (let period = rule.count === null ? firstPeriod(rule, start, from) : 0; idle < patience; period++) {
    const days = daysOf(rule, start, period * rule.interval);
    if (days === null) return;
    idle++;
    for (const day of days) {
      if (day < start) continue;
      if (day > end || left-- <= 0) return;
      idle = 0;
      if (day >= from) yield day;
    }
  }
}

/** A period that surely begins before `from`. */
function firstPeriod(rule: RecurrenceRule, start: number, from: number): number {
  const length = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 }[rule.frequency] * rule.interval;
  return Math.max(0, Math.floor((from - start) / length) - 1);
}

/** Days of the period so many units after the first one; null beyond the last year. */
function daysOf(rule: RecurrenceRule, start: number, units: number): number[] | null {
  if (rule.frequency === "DAILY") return start + units > lastDay ? null : [start + units];
  if (rule.frequency === "WEEKLY") return daysOfWeek(rule, start, units);
  const first = new Date(start * dayMs);
  const months = rule.frequency === "YEARLY" && rule.months.length ? rule.months.map((m) => m - 1) : [first.getUTCMonth()];
  const shift = rule.frequency === "YEARLY" ? units * 12 : units;
  const days = months.flatMap((month) => daysOfMonth(rule, first.getUTCFullYear(), month + shift, first.getUTCDate()));
  if (first.getUTCFullYear() + shift / 12 > 9999) return null;
  return days.sort((a, b) => a - b);
}

function daysOfWeek(rule: RecurrenceRule, start: number, weeks: number): number[] | null {
  const offset = (day: number): number => (day - rule.weekStart + 7) % 7;
  const monday = start - offset(weekdayOf(start)) + weeks * 7;
  if (monday > lastDay) return null;
  const days = rule.weekdays.length ? rule.weekdays.map((w) => w.day) : [weekdayOf(start)];
  return days.map((day) => monday + offset(day)).sort((a, b) => a - b);
}

/** A day that the month does not have is left out, not moved (RFC 5545 §3.3.10). */
function daysOfMonth(rule: RecurrenceRule, year: number, month: number, startDay: number): number[] {
  const first = Date.UTC(year, month, 1) / dayMs;
  const length = Date.UTC(year, month + 1, 1) / dayMs - first;
  if (rule.weekdays.length) return [...new Set(rule.weekdays.flatMap((w) => nthWeekday(first, length, w.day, w.nth ?? 1)))];
  const wanted = rule.monthDays.length ? rule.monthDays : [startDay];
  const days = wanted.map((d) => (d > 0 ? d : length + 1 + d)).filter((d) => d >= 1 && d <= length);
  return [...new Set(days)].map((d) => first + d - 1);
}

function nthWeekday(first: number, length: number, weekday: number, nth: number): number[] {
  const day =
    nth > 0
      ? first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
      : first + length - 1 - ((weekdayOf(first + length - 1) - weekday + 7) % 7) + (nth + 1) * 7;
  return day >= first && day < first + length ? [day] : [];
}
