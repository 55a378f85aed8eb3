import dayjs, { type Dayjs } from "dayjs";
import { readDay, readWallClock } from "./read-day.ts";

export const dayForm = "YYYY-MM-DD";
export const clockForm = "YYYY-MM-DD HH:mm";

/** What a picker asks for. */
export interface Asked {
  hasTime: boolean;
  /** Nothing is an answer, too. */
  mayBeEmpty: boolean;
  minDate?: Dayjs | undefined;
  maxDate?: Dayjs | undefined;
}

/** What typed text means, or why it cannot be meant. */
export function keptDay(
  text: string,
  { hasTime, mayBeEmpty, minDate, maxDate }: Asked,
): { day: Dayjs | null } | { reason: "none" | "needed" | "early" | "late" } {
  if (text.trim() === "") return mayBeEmpty ? { day: null } : { reason: "needed" };
  const found = hasTime ? readWallClock(text) : readDay(text);
  if (found === undefined) return { reason: "none" };
  const day = dayjs(found);
  const form = hasTime ? clockForm : dayForm;
  if (minDate && day.format(form) < minDate.format(form)) return { reason: "early" };
  return maxDate && day.format(form) > maxDate.format(form) ? { reason: "late" } : { day };
}
