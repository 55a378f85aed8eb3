import { useSyncExternalStore } from "react";

/** Code of the page that could not be loaded: the network is gone, or the server has a newer version. Browsers word it each in their way. */
export function isMissingCode(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|Importing a module script failed|Unable to preload CSS/i.test(error.message);
}

const listeners = new Set<() => void>();
let isMissing = false;

/** A part of the page was asked for and its code did not come; browsers ask for it again only after a reload. */
export function tellMissingCode(): void {
  isMissing = true;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useIsCodeMissing(): boolean {
  return useSyncExternalStore(subscribe, () => isMissing);
}
