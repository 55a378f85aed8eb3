const minute = 60_000;
const day = 24 * 60 * minute;
/** Working hours in China, which has one zone and no summer time. */
const offset = 8 * 60 * minute;
const opens = 9 * 60;
const closes = 18 * 60;

/** Whole working minutes between two moments, Monday to Friday from 9:00 to 18:00; 0 when the second is not later. */
export function workingMinutes(from: Date | string, to: Date | string): number {
  const start = new Date(from).getTime() + offset;
  const end = new Date(to).getTime() + offset;
  if (!(end > start)) return 0;
  const [first, last] = [Math.floor(start / day), Math.floor(end / day)];
  if (first === last) return Math.floor(between(first, (start % day) / minute, (end % day) / minute));
  const whole = workdaysBefore(last) - workdaysBefore(first + 1);
  return Math.floor(between(first, (start % day) / minute, closes) + whole * (closes - opens) + between(last, opens, (end % day) / minute));
}

/** Working minutes of one day between two times of it. */
function between(dayNumber: number, from: number, to: number): number {
  if (isWeekend(dayNumber)) return 0;
  return Math.max(0, Math.min(to, closes) - Math.max(from, opens));
}

/** 1 January 1970 was a Thursday. */
function isWeekend(dayNumber: number): boolean {
  return (((dayNumber + 3) % 7) + 7) % 7 > 4;
}

/** Working days since Monday 29 December 1969. */
function workdaysBefore(dayNumber: number): number {
  const days = dayNumber + 3;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7, 5);
}
