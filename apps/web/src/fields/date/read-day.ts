/** `2026-2-3`, `2026/02/03`, `2026.2.3`, `20260203`, `2026年2月3日` → `2026-02-03`; undefined for what is no day. */
export function readDay(typed: string): string | undefined {
  const text = typed.normalize("NFKC").trim();
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const at = new Date(Date.UTC(2000, month - 1, day));
  at.setUTCFullYear(year, month - 1, day);
  const exists = year > 0 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return exists ? at.toISOString().slice(0, 10) : undefined;
}

/** `2026-02-03 9:30`, with any day that `readDay` knows → `2026-02-03T09:30:00`. */
export function readWallClock(typed: string): string | undefined {
  const text = typed.normalize("NFKC").trim();
  const match = /^(.*?)[\sT]+(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text);
  const day = match && readDay(match[1] as string);
  if (!match || !day || Number(match[2]) > 23 || Number(match[3]) > 59) return undefined;
  return `${day}T${(match[2] as string).padStart(2, "0")}:${match[3]}:00`;
}
