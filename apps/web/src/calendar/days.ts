import { instantOf } from "../format/zone.ts";

const dayMs = 86_400_000;

/** Days since 1970-01-01 of `2026-11-22`. */
function numberOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

export function addDays(day: string, days: number): string {
  return new Date((numberOf(day) + days) * dayMs).toISOString().slice(0, 10);
}

/** The same day of another month, or its last one. */
export function addMonths(day: string, months: number): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/** 0 Monday … 6 Sunday. */
export function weekdayOf(day: string): number {
  return (((numberOf(day) + 3) % 7) + 7) % 7;
}

/** The first day of the week that a day is in; weeks begin on Monday, in English on Sunday. */
export function weekStart(day: string, first: 0 | 6): string {
  return addDays(day, -((weekdayOf(day) - first + 7) % 7));
}

export function daysFrom(day: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => addDays(day, i));
}

/** Whole weeks that hold a month. */
export function monthDays(day: string, first: 0 | 6): string[] {
  const start = weekStart(`${day.slice(0, 7)}-01`, first);
  const end = addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1);
  const weeks = Math.ceil((daysBetween(start, end) + 1) / 7);
  return daysFrom(start, weeks * 7);
}

/** Minutes since midnight of a clock `2026-11-22T09:30:00`. */
export function minutesOf(wall: string): number {
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}

/** `2026-11-22T09:30:00` of a day and minutes since its midnight, which may lie beyond it. */
export function wallAt(day: string, minutes: number): string {
  const shift = Math.floor(minutes / 1440);
  const rest = minutes - shift * 1440;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${addDays(day, shift)}T${two(Math.floor(rest / 60))}:${two(rest % 60)}:00`;
}

/** `09:30` */
export function clockOf(minutes: number): string {
  return wallAt("1970-01-01", minutes).slice(11, 16);
}

export function instantAt(day: string, minutes: number, timeZone: string): string {
  return instantOf(wallAt(day, minutes), timeZone);
}
