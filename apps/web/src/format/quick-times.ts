import { instantOf, wallClockOf } from "./zone.ts";

export type QuickTime = "thisAfternoon" | "tomorrowMorning" | "tomorrowAfternoon" | "dayAfterTomorrow" | "nextMonday" | "inOneWeek" | "inOneMonth";

const dayMs = 86_400_000;

/** Moments people mean when they plan the next contact, in their own zone; those that passed or double another are left out. */
export function quickTimes(now: Date, timeZone: string): { key: QuickTime; at: string }[] {
  const wall = wallClockOf(now.toISOString(), timeZone);
  const today = Date.parse(`${wall.slice(0, 10)}T00:00:00Z`);
  const on = (days: number, time: string) => instantOf(`${new Date(today + days * dayMs).toISOString().slice(0, 10)}T${time}:00`, timeZone);
  const weekday = new Date(today).getUTCDay() || 7;
  const isFuture = (at: string) => Date.parse(at) > now.getTime();
  const untilMonday = 8 - weekday;
  const all: { key: QuickTime; at: string }[] = [
    { key: "thisAfternoon", at: on(0, "15:00") },
    { key: "tomorrowMorning", at: on(1, "09:30") },
    { key: "tomorrowAfternoon", at: on(1, "15:00") },
    { key: "dayAfterTomorrow", at: on(2, "09:30") },
    { key: "nextMonday", at: on(untilMonday, "09:30") },
    { key: "inOneWeek", at: on(7, "09:30") },
    { key: "inOneMonth", at: instantOf(`${nextMonth(wall.slice(0, 10))}T09:30:00`, timeZone) },
  ];
  return all.filter(({ at }, i) => isFuture(at) && all.findIndex((other) => other.at === at) === i);
}

/** The same day of the next month, or its last one. */
function nextMonth(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}
