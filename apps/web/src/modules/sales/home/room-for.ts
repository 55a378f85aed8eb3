import type { Schema } from "../../../api/contract.ts";

type Entry = Schema<"CalendarEntry">;

export function isPast(entry: Entry, now = new Date()): boolean {
  return !entry.is_all_day && entry.end_at < now.toISOString();
}

/** As many entries of today as there is room for; what is over gives way first, the earliest before the others. */
export function roomFor(entries: readonly Entry[], room: number, now = new Date()): Entry[] {
  let surplus = entries.length - room;
  return entries.filter((entry) => !(isPast(entry, now) && surplus-- > 0)).slice(0, room);
}
