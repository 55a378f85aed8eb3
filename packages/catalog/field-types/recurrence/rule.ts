/** A repeating pattern: the part of RFC 5545 §3.3.10 that calendars people use agree on. */
export interface RecurrenceRule {
  frequency: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  interval: number;
  /** Weekdays, 0 Monday … 6 Sunday; `nth` (1…5, -1…-5) of the month for monthly and yearly rules. */
  weekdays: readonly { day: number; nth: number | null }[];
  /** Days of the month, 1…31, or from its end -1…-31. */
  monthDays: readonly number[];
  /** 1…12, yearly rules only. */
  months: readonly number[];
  count: number | null;
  /** Last day `2026-12-31`, or last moment `2026-12-31T08:00:00Z`. */
  until: string | null;
  /** First day of the week, which matters for every second week: 0 Monday, 6 Sunday. */
  weekStart: number;
}

type ParsedRule = { ok: true; rule: RecurrenceRule } | { ok: false; reason: string };

const names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
const maximum = 999;

/** Reads `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10`; `reason` is the part that is wrong or not supported. */
export function parseRule(text: string): ParsedRule {
  const parts = new Map<string, string>();
  const body = text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "")
    .replace(/;$/, "");
  for (const part of body.split(";")) {
    const [key = "", value = "", ...rest] = part.split("=");
    if (!known.has(key) || value === "" || rest.length || parts.has(key)) return { ok: false, reason: part.slice(0, 60) };
    parts.set(key, value);
  }
  const wrong = (key: string): ParsedRule => ({ ok: false, reason: `${key}=${parts.get(key) ?? ""}`.slice(0, 60) });
  const frequency = frequencies.find((f) => f === parts.get("FREQ"));
  if (!frequency) return wrong("FREQ");
  const interval = numberIn(parts.get("INTERVAL") ?? "1", 1, maximum);
  if (interval === null) return wrong("INTERVAL");
  const count = parts.has("COUNT") ? numberIn(parts.get("COUNT") as string, 1, maximum) : null;
  if (parts.has("COUNT") && (count === null || parts.has("UNTIL"))) return wrong(count === null ? "COUNT" : "UNTIL");
  const until = parts.has("UNTIL") ? readUntil(parts.get("UNTIL") as string) : null;
  if (parts.has("UNTIL") && until === null) return wrong("UNTIL");
  const weekdays = listOf(parts.get("BYDAY"), readWeekday);
  const monthDays = listOf(parts.get("BYMONTHDAY"), (v) => signedIn(v, 31));
  const months = listOf(parts.get("BYMONTH"), (v) => numberIn(v, 1, 12));
  const weekStart = names.indexOf((parts.get("WKST") ?? "MO") as "MO");
  if (weekdays === null) return wrong("BYDAY");
  if (monthDays === null) return wrong("BYMONTHDAY");
  if (months === null) return wrong("BYMONTH");
  if (weekStart < 0) return wrong("WKST");
  const isByMonth = frequency === "MONTHLY" || frequency === "YEARLY";
  if (weekdays.length && (frequency === "DAILY" || monthDays.length || weekdays.some((w) => (w.nth !== null) !== isByMonth))) return wrong("BYDAY");
  if (monthDays.length && !isByMonth) return wrong("BYMONTHDAY");
  if (months.length && frequency !== "YEARLY") return wrong("BYMONTH");
  // Without a month these would mean weeks or days of the whole year.
  if (frequency === "YEARLY" && !months.length && (weekdays.length || monthDays.length)) return wrong(weekdays.length ? "BYDAY" : "BYMONTHDAY");
  const order = (w: { day: number; nth: number | null }) => (w.nth ?? 0) * 10 + w.day;
  return {
    ok: true,
    rule: {
      frequency,
      interval,
      weekdays: [...weekdays].sort((a, b) => order(a) - order(b)),
      monthDays: [...monthDays].sort((a, b) => a - b),
      months: [...months].sort((a, b) => a - b),
      count,
      until,
      weekStart,
    },
  };
}

/** The rule in its one canonical form: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20261231`. */
export function formatRule(rule: RecurrenceRule): string {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.months.length) parts.push(`BYMONTH=${rule.months.join()}`);
  if (rule.monthDays.length) parts.push(`BYMONTHDAY=${rule.monthDays.join()}`);
  if (rule.weekdays.length) parts.push(`BYDAY=${rule.weekdays.map((w) => `${w.nth ?? ""}${names[w.day]}`).join()}`);
  if (rule.count !== null) parts.push(`COUNT=${rule.count}`);
  if (rule.until !== null) parts.push(`UNTIL=${rule.until.replaceAll(/[-:]/g, "")}`);
  if (rule.weekStart !== 0) parts.push(`WKST=${names[rule.weekStart]}`);
  return parts.join(";");
}

const known = new Set(["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST"]);

function numberIn(text: string, min: number, max: number): number | null {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : null;
}

function signedIn(text: string, max: number): number | null {
  const size = numberIn(text.replace(/^[+-]/, ""), 1, max);
  return size === null ? null : text.startsWith("-") ? -size : size;
}

function readWeekday(text: string): { day: number; nth: number | null } | null {
  const day = names.indexOf(text.slice(-2) as "MO");
  const nth = text.length > 2 ? signedIn(text.slice(0, -2), 5) : null;
  return day < 0 || (text.length > 2 && nth === null) ? null : { day, nth };
}

/** Every value read, without repetitions; null when one cannot be read. */
function listOf<T>(text: string | undefined, read: (part: string) => T | null): T[] | null {
  if (text === undefined) return [];
  const found = new Map<string, T>();
  for (const part of text.split(",")) {
    const value = read(part);
    if (value === null) return null;
    found.set(JSON.stringify(value), value);
  }
  return [...found.values()];
}

function readUntil(text: string): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  const date = `${year}-${month}-${day}`;
  const moment = hour === undefined ? `${date}T00:00:00Z` : `${date}T${hour}:${minute}:${second}Z`;
  const at = new Date(moment);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date || Number(year) < 1) return null;
  return hour === undefined ? date : moment;
}
