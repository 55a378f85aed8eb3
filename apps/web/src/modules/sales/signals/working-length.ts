/** A working day has nine hours, as response times are counted. */
const workday = 9 * 60;

/** Working minutes in the unit people would use. */
export function lengthOf(minutes: number): { unit: "minutes" | "hours" | "workdays"; count: number } {
  if (minutes < 60) return { unit: "minutes", count: minutes };
  if (minutes < workday) return { unit: "hours", count: Math.round(minutes / 6) / 10 };
  return { unit: "workdays", count: Math.round((minutes / workday) * 10) / 10 };
}

export function minutesSince(moment: string, now = Date.now()): number {
  return Math.max(0, Math.floor((now - new Date(moment).getTime()) / 60_000));
}
