const most = 6;
const keyOf = (userId: string): string => `keshu.searches.${userId}`;

/** What the person looked for lately in this browser, the latest first. */
export function recentSearches(userId: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]");
    return Array.isArray(stored) ? stored.filter((s): s is string => typeof s === "string" && s !== "").slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Keeps a search that led somewhere; what it was typed further from goes. */
export function rememberSearch(userId: string, text: string): void {
  if (text.length < 2) return;
  const kept = recentSearches(userId).filter((s) => s !== text && !text.startsWith(s));
  store(userId, [text, ...kept].slice(0, most));
}

export function forgetSearches(userId: string): void {
  store(userId, []);
}

function store(userId: string, searches: readonly string[]): void {
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify(searches));
  } catch {
    // private windows may refuse: then nothing is remembered
  }
}
