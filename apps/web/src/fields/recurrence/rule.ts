/** A recurrence as the editor holds it; the server reads and checks the text (RFC 5545 §3.3.10). */
export interface Rule {
  frequency: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  interval: number;
  /** 0 Monday … 6 Sunday; `nth` of the month for monthly and yearly rules, from its end below 0. */
  weekdays: { day: number; nth: number | null }[];
  monthDays: number[];
  months: number[];
  count: number | null;
  /** `2026-12-31` */
  until: string | null;
}

const names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** null where the text is none that the editor knows. */
export function readRule(text: unknown): Rule | null {
  if (typeof text !== "string" || text === "") return null;
  const parts = new Map(text.split(";").map((part) => part.split("=", 2) as [string, string]));
  const frequency = parts.get("FREQ") as Rule["frequency"] | undefined;
  if (!frequency || !["DAILY", "WEEKLY", "MONTHLY", "YEARLY"].includes(frequency)) return null;
  const numbers = (key: string): number[] => (parts.get(key)?.split(",") ?? []).map(Number).filter((n) => Number.isInteger(n));
  const until = /^(\d{4})(\d{2})(\d{2})/.exec(parts.get("UNTIL") ?? "");
  return {
    frequency,
    interval: numbers("INTERVAL")[0] ?? 1,
    weekdays: (parts.get("BYDAY")?.split(",") ?? []).map((w) => ({ day: names.indexOf(w.slice(-2)), nth: w.length > 2 ? Number(w.slice(0, -2)) : null })),
    monthDays: numbers("BYMONTHDAY"),
    months: numbers("BYMONTH"),
    count: numbers("COUNT")[0] ?? null,
    until: until ? `${until[1]}-${until[2]}-${until[3]}` : null,
  };
}

export function writeRule(rule: Rule): string {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.months.length) parts.push(`BYMONTH=${rule.months.join()}`);
  if (rule.monthDays.length) parts.push(`BYMONTHDAY=${rule.monthDays.join()}`);
  if (rule.weekdays.length) parts.push(`BYDAY=${rule.weekdays.map((w) => `${w.nth ?? ""}${names[w.day]}`).join()}`);
  if (rule.count !== null) parts.push(`COUNT=${rule.count}`);
  if (rule.until !== null) parts.push(`UNTIL=${rule.until.replaceAll("-", "")}`);
  return parts.join(";");
}

const plain: Rule = { frequency: "DAILY", interval: 1, weekdays: [], monthDays: [], months: [], count: null, until: null };

/** 0 Monday … 6 Sunday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Which weekday of its month a day is: the second Tuesday. */
export function nthOf(day: string): { day: number; nth: number } {
  return { day: weekdayOf(day), nth: Math.ceil(Number(day.slice(8)) / 7) };
}

export function isLastOfMonth(day: string): boolean {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).getUTCDate() === 1;
}

/** The last weekday of its kind in the month. */
export function isLastWeek(day: string): boolean {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 7 * 86_400_000).getUTCMonth() !== new Date(`${day}T00:00:00Z`).getUTCMonth();
}

/** A rule of a frequency that falls on a day. */
export function ruleOn(frequency: Rule["frequency"], day: string): Rule {
  if (frequency === "WEEKLY") return { ...plain, frequency, weekdays: [{ day: weekdayOf(day), nth: null }] };
  if (frequency === "MONTHLY") return { ...plain, frequency, monthDays: [Number(day.slice(8))] };
  if (frequency === "YEARLY") return { ...plain, frequency, months: [Number(day.slice(5, 7))], monthDays: [Number(day.slice(8))] };
  return { ...plain, frequency };
}

/** What is offered first for something on a day. */
export function commonRules(day: string): Rule[] {
  return [
    ruleOn("DAILY", day),
    { ...plain, frequency: "WEEKLY", weekdays: [0, 1, 2, 3, 4].map((d) => ({ day: d, nth: null })) },
    ruleOn("WEEKLY", day),
    { ...ruleOn("WEEKLY", day), interval: 2 },
    ruleOn("MONTHLY", day),
    ...(isLastOfMonth(day) ? [{ ...plain, frequency: "MONTHLY" as const, monthDays: [-1] }] : []),
    ...(nthOf(day).nth < 5 ? [{ ...plain, frequency: "MONTHLY" as const, weekdays: [nthOf(day)] }] : []),
    ...(isLastWeek(day) ? [{ ...plain, frequency: "MONTHLY" as const, weekdays: [{ day: weekdayOf(day), nth: -1 }] }] : []),
    ruleOn("YEARLY", day),
  ];
}
