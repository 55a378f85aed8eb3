/** A preference set in this browser that the server has not confirmed; without a value it was taken back. */
interface Left {
  value?: unknown;
  at: number;
}

/** Older ones are forgotten: the person may have chosen otherwise on another device since. */
const lasting = 3_600_000;
const placeOf = (userId: string) => `keshu.unsent-preferences.${userId}`;

/** Remembers it beyond this page, which may be left before the server has answered. @returns what names just this choice */
export function noteLeft(userId: string, key: string, value: unknown): number {
  const at = Math.max(Date.now(), (all(userId)[key]?.at ?? 0) + 1);
  store(userId, { ...all(userId), [key]: value === undefined ? { at } : { value, at } });
  return at;
}

/** False once the server has it, or another page of this browser chose anew. */
export const isLeft = (userId: string, key: string, at: number): boolean => all(userId)[key]?.at === at;

export function forgetLeft(userId: string, key: string, at: number): void {
  if (!isLeft(userId, key, at)) return;
  const { [key]: _, ...others } = all(userId);
  store(userId, others);
}

/** What earlier pages could not tell the server. */
export function leftUnsent(userId: string, now = Date.now()): { key: string; value: unknown; at: number }[] {
  return Object.entries(all(userId)).flatMap(([key, { value, at }]) => (now - at < lasting ? [{ key, value, at }] : []));
}

function all(userId: string): Record<string, Left> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(placeOf(userId)) ?? "{}");
    return typeof stored === "object" && stored !== null ? (stored as Record<string, Left>) : {};
  } catch {
    return {};
  }
}

function store(userId: string, left: Record<string, Left>): void {
  try {
    if (Object.keys(left).length === 0) localStorage.removeItem(placeOf(userId));
    else localStorage.setItem(placeOf(userId), JSON.stringify(left));
  } catch {
    // private windows and full disks: it is sent all the same, as long as this page stays
  }
}
