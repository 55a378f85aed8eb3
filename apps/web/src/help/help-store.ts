import { useSyncExternalStore } from "react";

/** What of the help is open: nothing, the drawer (with a topic, or the one of the page), or the sheet of keys. */
export type HelpState = { isOpen: boolean; topic?: string | undefined; isSheetOpen: boolean };

let state: HelpState = { isOpen: false, isSheetOpen: false };
const listeners = new Set<() => void>();

function set(next: Partial<HelpState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

export const openHelp = (topic?: string): void => set({ isOpen: true, topic });
export const closeHelp = (): void => set({ isOpen: false, topic: undefined });
export const showKeys = (isSheetOpen: boolean): void => set({ isSheetOpen });

export function useHelp(): HelpState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
