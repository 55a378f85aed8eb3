import { foldText } from "./fold-text.ts";
import { instantOf, utc } from "./time-zone.ts";

/** A moment as written: wall-clock time, and the offset from UTC in minutes if it names one. */
export interface Moment {
  year: number;
  month: number;
  day: number;
  hasTime: boolean;
  /** Milliseconds since midnight. */
  time: number;
  offset: number | null;
}

const months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const weekday = /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+|(?:星期|周|週|礼拜)[一二三四五六日天]\s*[,，]?\s*)/i;
const chineseWeekday = /\s*\(?(?:星期|周|週|礼拜)[一二三四五六日天]\)?/;

/** Reads a date, with or without a time, in the ways people write it; undefined when it is none or cannot exist. */
export function readMoment(input: string): Moment | undefined {
  if (input.length > 200) return undefined;
  const text = foldText(input).replace(weekday, "").replace(chineseWeekday, " ").trim();
  if (text.length > 64) return undefined;
  const date = readDate(text);
  if (!date || !exists(date)) return undefined;
  const rest = text.slice(date.length).trim();
  if (rest === "") return { ...date, hasTime: false, time: 0, offset: null };
  const time = readTime(rest);
  return time && { ...date, hasTime: true, ...time };
}

interface DateParts {
  year: number;
  month: number;
  day: number;
  length: number;
}

function readDate(text: string): DateParts | undefined {
  let m = /^(\d{4})(?:\s*[-/.]\s*|\s*年\s*)(\d{1,2})(?:\s*[-/.]\s*|\s*月\s*)(\d{1,2})(?:\s*[日号號])?(?!\d)/.exec(text);
  if (m) return parts(m, m[1], m[2], m[3]);
  m = /^(\d{4})(\d{2})(\d{2})(?=$|[T\s]|\d{6}$|\d{4}$)/.exec(text);
  if (m) return parts(m, m[1], m[2], m[3]);
  m = /^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})(?!\d)/.exec(text);
  if (m) {
    // month first, as in 2/17/2026; day first where it can only be so, and with dots as in 17.2.2026
    const isDayFirst = Number(m[1]) > 12 || (m[2] === "." && Number(m[3]) <= 12);
    return isDayFirst ? parts(m, m[4], m[3], m[1]) : parts(m, m[4], m[1], m[3]);
  }
  m = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?([a-z]{3,9})\.?,?[\s-]*(\d{4}|\d{2})(?!\d)/i.exec(text);
  if (m) return named(m, m[3], m[2], m[1]);
  m = /^([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/i.exec(text);
  if (m) return named(m, m[3], m[1], m[2]);
  return undefined;
}

function parts(match: RegExpExecArray, year: string | undefined, month: string | undefined, day: string | undefined): DateParts {
  return { year: Number(year), month: Number(month), day: Number(day), length: match[0].length };
}

function named(match: RegExpExecArray, year = "", name = "", day = ""): DateParts | undefined {
  const word = name.toLowerCase();
  const month = months.findIndex((m) => m.startsWith(word)) + 1;
  if (month === 0) return undefined;
  const full = year.length === 2 ? (Number(year) < 70 ? 2000 : 1900) + Number(year) : Number(year);
  return { year: full, month, day: Number(day), length: match[0].length };
}

function exists({ year, month, day }: DateParts): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > (daysIn[month - 1] as number)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

const clock =
  /^(?:T|t|,)?\s*(上午|下午|凌晨|清晨|早上|早晨|中午|傍晚|晚上|晚间|am|pm|a\.m\.|p\.m\.)?\s*(\d{1,2})(?:(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)|(?:\s*[时時点點]\s*(?:(\d{1,2})\s*分?\s*(?:(\d{1,2})\s*秒)?|(半)|整)?)|(\d{2})(\d{2})?)?\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2}|(?:utc|gmt)[+-]\d{1,2}(?::?\d{2})?)?$/i;

function readTime(text: string): { time: number; offset: number | null } | undefined {
  const m = clock.exec(text);
  if (!m) return undefined;
  const half = (m[1] ?? m[11] ?? "").toLowerCase().replaceAll(".", "");
  const isBareHour = m[0].trim() === m[2];
  if (isBareHour || (m[1] && m[11])) return undefined;
  let hour = Number(m[2]);
  const minute = m[8] ? 30 : Number(m[3] ?? m[6] ?? m[9] ?? 0);
  const second = Number(m[4] ?? m[7] ?? m[10] ?? 0);
  if (minute > 59 || second > 60) return undefined;
  if (half) {
    const isAfternoon = half === "pm" || half === "下午" || half === "傍晚" || half === "晚上" || half === "晚间" || (half === "中午" && hour < 11);
    const isEnglish = half === "am" || half === "pm";
    if (isEnglish && (hour < 1 || hour > 12)) return undefined;
    if (hour < 12 && isAfternoon) hour += 12;
    else if (hour === 12 && !isAfternoon && half !== "中午") hour = 0;
  }
  const millisecond = Number((m[5] ?? "").padEnd(3, "0").slice(0, 3));
  if (hour > 24 || (hour === 24 && minute + second + millisecond > 0)) return undefined;
  const offset = readOffset(m[12]);
  if (offset === undefined) return undefined;
  return { time: hour * 3_600_000 + minute * 60_000 + Math.min(second, 59) * 1000 + millisecond, offset };
}

function readOffset(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  const m = /([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (!m) return 0;
  const minutes = Number(m[2]) * 60 + Number(m[3] ?? 0);
  if (minutes > 15 * 60 || Number(m[3] ?? 0) > 59) return undefined;
  return m[1] === "-" ? -minutes : minutes;
}

/** Milliseconds since 1970 of a moment; without an offset it is meant in `timeZone`. */
export function instantOfMoment(moment: Moment, timeZone: string): number {
  const wall = utc(moment.year, moment.month, moment.day, 0, 0, 0, 0) + moment.time;
  return moment.offset === null ? instantOf(wall, timeZone) : wall - moment.offset * 60_000;
}

/** Days since 1899-12-30 as spreadsheets store dates (1900 system), as wall-clock milliseconds; undefined outside 1927–2173. */
export function wallOfSerial(serial: number): number | undefined {
  if (!(serial >= 10_000 && serial < 100_000)) return undefined;
  return Math.round((serial - 25_569) * 86_400) * 1000;
}
