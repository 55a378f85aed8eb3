import { addDays, addMonths, daysFrom, monthDays, weekStart } from "./days.ts";

export type CalendarMode = "day" | "week" | "month" | "people" | "agenda";
export const modes: readonly CalendarMode[] = ["day", "week", "month", "people", "agenda"];

/** The state of the calendar as its address holds it. */
export interface CalendarSearch {
  mode?: CalendarMode;
  day?: string;
}

export function parseCalendarSearch(search: Record<string, unknown>): CalendarSearch {
  const parsed: CalendarSearch = {};
  if (modes.includes(search.mode as CalendarMode)) parsed.mode = search.mode as CalendarMode;
  if (typeof search.day === "string" && isDay(search.day)) parsed.day = search.day;
  return parsed;
}

function isDay(text: string): boolean {
  return /^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** Days that a mode shows around a day. */
export function daysOf(mode: CalendarMode, day: string, first: 0 | 6): string[] {
  if (mode === "week") return daysFrom(weekStart(day, first), 7);
  if (mode === "month") return monthDays(day, first);
  return mode === "agenda" ? daysFrom(day, 30) : [day];
}

/** The day one step before or after. */
export function stepFrom(mode: CalendarMode, day: string, direction: 1 | -1): string {
  if (mode === "month") return addMonths(day, direction);
  return addDays(day, direction * (mode === "week" ? 7 : mode === "agenda" ? 30 : 1));
}
