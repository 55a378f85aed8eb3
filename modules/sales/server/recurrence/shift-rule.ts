import { dateOf, dayNumber, weekdayOf } from "@keshu/catalog/field-types/recurrence/occurrence-days";
import type { RecurrenceRule } from "@keshu/catalog/field-types/recurrence/rule";

/**
 * The rule after one of its days was moved to another, so that all move alike: every Monday becomes every Tuesday.
 * null where it names several days of the month, of which only one was moved.
 */
export function shiftRule(rule: RecurrenceRule, from: string, to: string): RecurrenceRule | null {
  const shift = dayNumber(to) - dayNumber(from);
  if (shift === 0) return rule;
  const until = rule.until === null || rule.until.length > 10 ? rule.until : dateOf(dayNumber(rule.until) + shift);
  if (rule.frequency === "DAILY") return { ...rule, until };
  if (rule.frequency === "WEEKLY")
    return { ...rule, until, weekdays: rule.weekdays.map((w) => ({ ...w, day: (((w.day + shift) % 7) + 7) % 7 })).sort((a, b) => a.day - b.day) };
  if (rule.weekdays.length > 1 || rule.monthDays.length > 1 || rule.months.length > 1) return null;
  return {
    ...rule,
    until,
    weekdays: rule.weekdays.map((w) => nthOf(to, (w.nth ?? 1) < 0)),
    monthDays: rule.monthDays.map((d) => monthDayOf(to, d < 0)),
    months: rule.months.map(() => Number(to.slice(5, 7))),
  };
}

function nthOf(date: string, fromEnd: boolean): { day: number; nth: number } {
  const day = Number(date.slice(8));
  const length = monthLength(date);
  return { day: weekdayOf(dayNumber(date)), nth: fromEnd ? -(Math.floor((length - day) / 7) + 1) : Math.floor((day - 1) / 7) + 1 };
}

function monthDayOf(date: string, fromEnd: boolean): number {
  const day = Number(date.slice(8));
  return fromEnd ? day - monthLength(date) - 1 : day;
}

function monthLength(date: string): number {
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).getUTCDate();
}
