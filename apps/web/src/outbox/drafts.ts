/** What someone typed and has not sent, kept in this browser under their own name until it is sent or discarded. */
export interface Draft<T = unknown> {
  key: string;
  at: string;
  value: T;
}

const days = 30;
const memory = new Map<string, string>();
const prefixOf = (userId: string) => `keshu.draft.${userId}.`;

export function readDraft<T>(userId: string, key: string): Draft<T> | undefined {
  const name = prefixOf(userId) + key;
  const text = memory.get(name) ?? stored(name);
  if (!text) return undefined;
  try {
    const { at, value } = JSON.parse(text) as Draft<T>;
    return { key, at, value };
  } catch {
    return undefined;
  }
}

/** Written at each change: a crash or a closed tab loses nothing. */
export function writeDraft(userId: string, key: string, value: unknown): void {
  const name = prefixOf(userId) + key;
  const text = JSON.stringify({ at: new Date().toISOString(), value });
  memory.delete(name);
  for (const attempt of [1, 2]) {
    try {
      localStorage.setItem(name, text);
      return;
    } catch {
      if (attempt === 1) dropOldDrafts(userId, 1);
    }
  }
  memory.set(name, text); // full or private: it lives as long as the page
}

export function clearDraft(userId: string, key: string): void {
  const name = prefixOf(userId) + key;
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // nothing was kept either
  }
}

/** Drafts whose key begins so, newest first. */
export function draftsUnder(userId: string, beginning: string): Draft[] {
  const prefix = prefixOf(userId);
  return names()
    .filter((name) => name.startsWith(prefix + beginning))
    .flatMap((name) => readDraft(userId, name.slice(prefix.length)) ?? [])
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Forgets what was left lying for long. */
export function dropOldDrafts(userId: string, olderThanDays = days): void {
  const limit = new Date(Date.now() - olderThanDays * 86_400_000).toISOString();
  for (const draft of draftsUnder(userId, "")) if (draft.at < limit) clearDraft(userId, draft.key);
}

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function names(): string[] {
  try {
    return [...new Set([...Object.keys(localStorage), ...memory.keys()])];
  } catch {
    return [...memory.keys()];
  }
}
