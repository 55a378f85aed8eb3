import { dayOf } from "../../../format/date.ts";

/** `2026-11` for this month, `2026-09` two months back, in the reader's zone. */
export function monthBack(steps: number, now = new Date()): string {
  const [year = 0, month = 0] = dayOf(now).split("-").map(Number);
  const at = new Date(Date.UTC(year, month - 1 - steps, 1));
  return at.toISOString().slice(0, 7);
}

export function daysIn(month: string): number {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).getUTCDate();
}

/** Running totals over the days of a month, up to a day; nothing after it. */
export function runningTotals(byDay: ReadonlyMap<string, number>, month: string, days: number, until: number): (number | undefined)[] {
  let sum = 0;
  return Array.from({ length: days }, (_, i) => {
    if (i + 1 > until) return undefined;
    if (i + 1 > daysIn(month)) return sum;
    sum += byDay.get(`${month}-${String(i + 1).padStart(2, "0")}`) ?? 0;
    return sum;
  });
}
