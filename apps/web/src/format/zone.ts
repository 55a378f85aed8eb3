/** The wall clock of a moment in a zone: `2026-11-22T09:30:00`. */
export function wallClockOf(iso: string, timeZone: string): string {
  const moment = new Date(iso);
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(moment);
  return text.replace(" ", "T");
}

/** The moment a wall clock shows in a zone. A clock that a change of summer time skips is read as the hour after. */
export function instantOf(wallClock: string, timeZone: string): string {
  const asUtc = Date.parse(`${wallClock}Z`);
  let guess = asUtc;
  for (let i = 0; i < 2; i++) guess = asUtc - (Date.parse(`${wallClockOf(new Date(guess).toISOString(), timeZone)}Z`) - guess);
  return new Date(guess).toISOString();
}
