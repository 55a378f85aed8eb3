const formatters = new Map<string, Intl.DateTimeFormat>();
const steadyDays = new Map<string, number | null>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    // names may be written in many ways, and each formatter is large
    if (formatters.size >= 1_000) formatters.clear();
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** Milliseconds by which wall clocks of the zone are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const day = Math.floor(instant / 86_400_000);
  const key = `${timeZone}:${day}`;
  let steady = steadyDays.get(key);
  if (steady === undefined) {
    const first = computeOffset(day * 86_400_000, timeZone);
    steady = first === computeOffset((day + 1) * 86_400_000, timeZone) ? first : null;
    if (steadyDays.size > 20_000) steadyDays.clear();
    steadyDays.set(key, steady);
  }
  return steady ?? computeOffset(instant, timeZone);
}

function computeOffset(instant: number, timeZone: string): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(instant)) parts[type] = value;
  const year = parts.era === "BC" ? 1 - Number(parts.year) : Number(parts.year);
  const wall = utc(year, Number(parts.month), Number(parts.day), Number(parts.hour), Number(parts.minute), Number(parts.second), 0);
  return wall - Math.floor(instant / 1000) * 1000;
}

/** Date.UTC without its reading of years below 100. */
export function utc(year: number, month: number, day: number, hour: number, minute: number, second: number, millisecond: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) + hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond;
}

/** The instant at which clocks of the zone show a wall-clock time (given as if UTC). In a gap of summer time: after it. */
export function instantOf(wall: number, timeZone: string): number {
  const guess = wall - offsetAt(wall, timeZone);
  const second = wall - offsetAt(guess, timeZone);
  return second === guess || second + offsetAt(second, timeZone) === wall ? second : Math.max(guess, second);
}

/** What clocks of the zone show at an instant, as if it were UTC. */
export function wallOf(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone);
}

export function isTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone);
    return true;
  } catch {
    return false;
  }
}
