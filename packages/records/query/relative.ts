import { instantOf, wallOf } from "@keshu/catalog";

type Unit = "day" | "week" | "month" | "quarter" | "year";

const named: Record<string, [Unit, number]> = {
  today: ["day", 0],
  yesterday: ["day", -1],
  tomorrow: ["day", 1],
  ...(Object.fromEntries(
    (["week", "month", "quarter", "year"] as const).flatMap((unit) => [
      [`this_${unit}`, [unit, 0]],
      [`last_${unit}`, [unit, -1]],
      [`next_${unit}`, [unit, 1]],
    ]),
  ) as Record<string, [Unit, number]>),
};
const counted: Record<string, Unit> = { days: "day", weeks: "week", months: "month", quarters: "quarter", years: "year" };
const maximumOffset = 40_000;

/** Days from the first up to, not including, the last: `2026-05-01` … `2026-06-01`. */
export interface Period {
  start: string;
  end: string;
}

/** Whether an operand means a time or a person by its place to the reader: `{"relative": …}`. */
export function isRelative(operand: unknown): operand is { relative: unknown } {
  return typeof operand === "object" && operand !== null && !Array.isArray(operand) && Object.hasOwn(operand, "relative");
}

/** The days a relative operand means at a moment in a zone (weeks begin on Monday); null when it says nothing known. */
export function periodOf(operand: { relative: unknown; offset?: unknown }, now: Date, timeZone: string): Period | null {
  if (Object.keys(operand).some((key) => key !== "relative" && key !== "offset")) return null;
  const { relative, offset } = operand;
  if (typeof relative !== "string") return null;
  if (Object.hasOwn(named, relative)) {
    const [unit, steps] = named[relative] as [Unit, number];
    return offset === undefined ? period(unit, steps, now, timeZone) : null;
  }
  if (!Object.hasOwn(counted, relative) || !Number.isInteger(offset) || Math.abs(offset as number) > maximumOffset) return null;
  return period(counted[relative] as Unit, offset as number, now, timeZone);
}

function period(unit: Unit, steps: number, now: Date, timeZone: string): Period | null {
  const today = new Date(wallOf(now.getTime(), timeZone));
  const [year, month, day] = [today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()];
  const at = (step: number): Date => {
    if (unit === "day") return new Date(Date.UTC(year, month, day + step));
    if (unit === "week") return new Date(Date.UTC(year, month, day - ((today.getUTCDay() + 6) % 7) + 7 * step));
    if (unit === "month") return new Date(Date.UTC(year, month + step, 1));
    if (unit === "quarter") return new Date(Date.UTC(year, month - (month % 3) + 3 * step, 1));
    return new Date(Date.UTC(year + step, 0, 1));
  };
  const [start, end] = [at(steps), at(steps + 1)];
  // what a date column can hold, written with four digits
  if (start.getUTCFullYear() < 1000 || end.getUTCFullYear() > 9999 || Number.isNaN(start.getTime())) return null;
  return { start: start.toISOString().slice(0, 10), end: end.toISOString().slice(0, 10) };
}

/** The moment a day begins in a zone: the first midnight where clocks show two, the first moment where they skip it. */
export function beginningOf(day: string, timeZone: string): string {
  const wall = Date.parse(`${day}T00:00:00Z`);
  let instant = instantOf(wall, timeZone);
  for (const step of [3_600_000, 1_800_000]) if (wallOf(instant - step, timeZone) >= wall) instant -= step;
  return new Date(instant).toISOString();
}
