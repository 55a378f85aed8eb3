import dayjs, { type Dayjs } from "dayjs";
import { instantOf, wallClockOf } from "../../format/zone.ts";
import { preferences } from "../../preferences/preferences.ts";
import { readDay } from "./read-day.ts";

const stored = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/;

export function toDay(value: unknown): Dayjs | null {
  const day = typeof value === "string" ? readDay(value) : undefined;
  return day === undefined ? null : dayjs(day);
}

/** Pickers show the wall clock of the person's own zone, whatever the computer's is. */
export function toWallClock(value: unknown): Dayjs | null {
  // anything else is what somebody typed; Date.parse reads much into that
  return typeof value === "string" && stored.test(value) && !Number.isNaN(Date.parse(value)) ? dayjs(wallClockOf(value, preferences().timeZone)) : null;
}

export function fromWallClock(picked: Dayjs | null): string | null {
  return picked ? instantOf(picked.format("YYYY-MM-DDTHH:mm:ss"), preferences().timeZone) : null;
}
