const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    const two = "2-digit";
    clock = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: two, day: two, hour: two, minute: two, second: two });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** The wall clock of a moment in a zone: `2026-11-22T09:30:00`. */
export function wallClockOf(iso: string, timeZone: string): string {
  return clockOf(timeZone).format(new Date(iso)).replace(" ", "T");
}

/** The moment a wall clock shows in a zone. A clock that a change of summer time skips is read as the hour after. */
export function instantOf(wallClock: string, timeZone: string): string {
  const asUtc = Date.parse(`${wallClock}Z`);
  let guess = asUtc;
  for (let i = 0; i < 2; i++) guess = asUtc - (Date.parse(`${wallClockOf(new Date(guess).toISOString(), timeZone)}Z`) - guess);
  return new Date(guess).toISOString();
}
