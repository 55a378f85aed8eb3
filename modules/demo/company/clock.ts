import type { Random } from "./random.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** China has one zone and no summer time. */
const offset = 8 * hour;

/** Midnight in China of the day a moment lies in. */
export function startOfDay(at: number): number {
  return Math.floor((at + offset) / day) * day - offset;
}

/** 0 Sunday … 6 Saturday, in China. */
export function weekday(at: number): number {
  return new Date(at + offset).getUTCDay();
}

/** 0 January … 11 December, in China. */
export function monthOf(at: number): number {
  return new Date(at + offset).getUTCMonth();
}

export function startOfMonth(at: number): number {
  const date = new Date(at + offset);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) - offset;
}

/** Monday, midnight in China. */
export function startOfWeek(at: number): number {
  return startOfDay(at) - ((weekday(at) + 6) % 7) * day;
}

/** `2026-11-22` in China. */
export function dateOf(at: number): string {
  return new Date(at + offset).toISOString().slice(0, 10);
}

export const iso = (at: number): string => new Date(at).toISOString();

// 农历正月初一; announcements of the State Council move the days around it, a week is close enough
const newYears = ["2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23"];
const holidays = new Set<string>();
for (const first of newYears) for (let i = -1; i <= 6; i++) holidays.add(dateOf(Date.parse(`${first}T00:00:00+08:00`) + i * day));

export function isWorkday(at: number): boolean {
  const date = dateOf(at);
  const isGoldenWeek = date.slice(5) >= "10-01" && date.slice(5) <= "10-07";
  return weekday(at) !== 0 && weekday(at) !== 6 && !isGoldenWeek && date.slice(5) !== "01-01" && date.slice(5) !== "05-01" && !holidays.has(date);
}

/** The same day, or the next (previous) one on which people work. */
export function toWorkday(at: number, step: 1 | -1 = 1): number {
  let found = at;
  for (let i = 0; i < 14 && !isWorkday(found); i++) found += step * day;
  return found;
}

/** A time of day at which people work: busy mornings and afternoons, a quiet noon, on the minute or near the quarter. */
export function workingTime(random: Random, at: number): number {
  const [from, to] = random.weighted([
    [[9 * 60, 11 * 60 + 50], 5],
    [[13 * 60 + 20, 17 * 60 + 40], 6],
    [[8 * 60 + 20, 9 * 60], 0.6],
    [[17 * 60 + 40, 19 * 60 + 30], 0.7],
  ] as const);
  return startOfDay(at) + random.int(from, to) * minute + random.int(0, 59) * 1000;
}

/** That moment, or the next one at which people work. */
export function toWorkingHours(at: number): number {
  const workday = toWorkday(at);
  const morning = startOfDay(workday) + 9 * hour + (at % hour);
  if (workday !== at || at < startOfDay(at) + 8.5 * hour) return morning;
  return at > startOfDay(at) + 19.5 * hour ? startOfDay(toWorkday(at + day)) + 9 * hour + (at % hour) : at;
}

/** A full or half hour of a day's business hours, for appointments. */
export function appointment(random: Random, at: number): number {
  return startOfDay(at) + random.pick([9, 9.5, 10, 10.5, 13.5, 14, 14.5, 15, 15.5, 16]) * hour;
}
