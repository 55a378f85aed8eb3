import type { TFunction } from "i18next";

/** A day meant by its place to today, as filters of the API take it. */
export interface Relative {
  relative: string;
  offset?: number;
}

const units = ["week", "month", "quarter", "year"] as const;
/** Periods with a name, in the order they are offered. */
export const namedPeriods: readonly string[] = ["today", "yesterday", "tomorrow", ...units.flatMap((unit) => [`this_${unit}`, `last_${unit}`, `next_${unit}`])];
export const countedUnits = ["days", "weeks", "months"] as const;

/** What no step from today is called. */
const current: Record<string, string> = { days: "today", weeks: "this_week", months: "this_month", quarters: "this_quarter" };

export function isRelative(value: unknown): value is Relative {
  return typeof value === "object" && value !== null && typeof (value as Relative).relative === "string";
}

/** 本周, 7 天前, 3 个月后. */
export function relativeText(t: TFunction, { relative, offset }: Relative): string {
  if (namedPeriods.includes(relative)) return t(`list.relative.${relative}`);
  if (offset === undefined) return relative;
  if (offset === 0 && relative in current) return t(`list.relative.${current[relative]}`);
  return t(`list.relative.${relative}_${offset <= 0 ? "ago" : "ahead"}`, { count: Math.abs(offset) });
}
