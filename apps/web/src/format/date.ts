import i18next from "i18next";
import { preferences } from "../preferences/preferences.ts";

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, found);
  }
  return found;
}

/** The wall-clock day of a moment in the reader's zone, as `2026-11-22`. */
export function dayOf(moment: Date): string {
  return formatter("sv-SE", { timeZone: preferences().timeZone, dateStyle: "short" }).format(moment);
}

function timeOf(moment: Date): string {
  return formatter("sv-SE", { timeZone: preferences().timeZone, timeStyle: "short" }).format(moment);
}

/** A stored day or moment; null for any other text: a browser reads “tomorrow12” as a day, and 30 February as 2 March. */
export function readMoment(iso: string): Date | null {
  const day = /^\d{4}-\d\d-\d\d/.exec(iso)?.[0];
  if (day === undefined || new Date(`${day}T00:00:00Z`).getUTCDate() !== Number(day.slice(8))) return null;
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

/** A plain date `2026-11-22` in the reader's habit. */
export function formatDate(day: string): string {
  if (preferences().locale !== "en") return day;
  const moment = readMoment(`${day}T00:00:00Z`);
  return moment ? formatter("en", { dateStyle: "medium", timeZone: "UTC" }).format(moment) : day;
}

/** A moment, in full. */
export function formatDateTime(iso: string): string {
  const moment = readMoment(iso);
  return moment ? `${formatDate(dayOf(moment))} ${timeOf(moment)}` : iso;
}

const dayMs = 86_400_000;

/** A moment as people say it: 今天 09:42, 昨天 16:20, 3 天前, 周四 10:00, 12-02 10:00 of the days ahead, 2026-08-01. */
export function formatRelative(iso: string, now = new Date()): string {
  const moment = readMoment(iso);
  if (!moment) return iso;
  const days = Math.round((Date.parse(dayOf(now)) - Date.parse(dayOf(moment))) / dayMs);
  if (days === 0) return `${i18next.t("common.today")} ${timeOf(moment)}`;
  if (days === 1) return `${i18next.t("common.yesterday")} ${timeOf(moment)}`;
  if (days === -1) return `${i18next.t("common.tomorrow")} ${timeOf(moment)}`;
  if (days > 1 && days <= 30) return i18next.t("common.daysAgo", { count: days });
  if (days < -1 && days >= -6) {
    const { locale, timeZone } = preferences();
    return `${formatter(locale, { weekday: "short", timeZone }).format(moment)} ${timeOf(moment)}`;
  }
  // what lies ahead is kept by the clock; the year is told where it is another one
  if (days < -6) return `${formatDayAhead(dayOf(moment), dayOf(now))} ${timeOf(moment)}`;
  return formatDate(dayOf(moment));
}

function formatDayAhead(day: string, today: string): string {
  if (day.slice(0, 4) !== today.slice(0, 4)) return formatDate(day);
  if (preferences().locale !== "en") return day.slice(5);
  return formatter("en", { month: "short", day: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** A month `2026-11` in few letters: 11月, Nov. */
export function formatMonth(month: string): string {
  return formatter(preferences().locale, { month: "short", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));
}

/** A weekday and date for headings: 11月22日 周日. */
export function formatLongDay(moment: Date): string {
  const { locale, timeZone } = preferences();
  if (locale === "en") return formatter(locale, { month: "long", day: "numeric", weekday: "long", timeZone }).format(moment);
  return `${formatter(locale, { month: "long", day: "numeric", timeZone }).format(moment)} ${formatter(locale, { weekday: "short", timeZone }).format(moment)}`;
}

/** The wall-clock time of a moment: 14:02. */
export function formatTime(iso: string): string {
  const moment = readMoment(iso);
  return moment ? timeOf(moment) : iso;
}

/** A day `2026-11-22` as a heading: 今天, 昨天, 11月19日 周四, with the year when it is another one. */
export function formatDay(day: string, now = new Date()): string {
  const today = dayOf(now);
  const days = Math.round((Date.parse(today) - Date.parse(day)) / dayMs);
  if (days === 0) return i18next.t("common.today");
  if (days === 1) return i18next.t("common.yesterday");
  if (days === -1) return i18next.t("common.tomorrow");
  const moment = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return day;
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  const { locale } = preferences();
  const year = isThisYear ? {} : { year: "numeric" as const };
  if (locale === "en") return formatter(locale, { weekday: "short", month: "short", day: "numeric", timeZone: "UTC", ...year }).format(moment);
  const date = formatter(locale, { month: "long", day: "numeric", timeZone: "UTC", ...year }).format(moment);
  return `${date} ${formatter(locale, { weekday: "short", timeZone: "UTC" }).format(moment)}`;
}
