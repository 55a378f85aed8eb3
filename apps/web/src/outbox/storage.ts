import type { OutboxEntry } from "./entry.ts";

const keyOf = (userId: string) => `keshu.outbox.${userId}`;

/** localStorage is written before the next line runs: what was typed outlives a crash, a reload, an empty battery. */
export function readEntries(userId: string): OutboxEntry[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]");
    return Array.isArray(found) ? (found as OutboxEntry[]).filter((e) => e && e.userId === userId && typeof e.id === "string") : [];
  } catch {
    return [];
  }
}

/** false when the browser keeps nothing (private window, full): the entries then live as long as the page. */
export function writeEntries(userId: string, entries: readonly OutboxEntry[]): boolean {
  try {
    if (entries.length === 0) localStorage.removeItem(keyOf(userId));
    else localStorage.setItem(keyOf(userId), JSON.stringify(entries));
    return true;
  } catch {
    return false;
  }
}

/** Another tab changed the person's entries. */
export function onOtherTab(userId: string, listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === keyOf(userId)) listener();
  };
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}
