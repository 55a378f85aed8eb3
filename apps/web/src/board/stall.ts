/** What holds a card up: it has gone quiet, or it is worked on and stays where it is. */
export function stallOf(quietDays = 0, hereDays = 0): { words: "quietDays" | "stayedDays" | "stalled"; days: number } {
  if (quietDays > 0 && quietDays * 2 >= hereDays) return { words: "quietDays", days: quietDays };
  return hereDays > 0 ? { words: "stayedDays", days: hereDays } : { words: "stalled", days: 0 };
}
