import dayjs, { type Dayjs } from "dayjs";
import { instantOf, wallClockOf } from "../../format/zone.ts";
import { preferences } from "../../preferences/preferences.ts";

export function toDay(value: unknown): Dayjs | null {
  if (typeof value !== "string" || value === "") return null;
  const day = dayjs(value);
  return day.isValid() ? day : null;
}

/** Pickers show the wall clock of the person's own zone, whatever the computer's is. */
export function toWallClock(value: unknown): Dayjs | null {
  return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? dayjs(wallClockOf(value, preferences().timeZone)) : null;
}

export function fromWallClock(picked: Dayjs | null): string | null {
  return picked ? instantOf(picked.format("YYYY-MM-DDTHH:mm:ss"), preferences().timeZone) : null;
}
