import { useSyncExternalStore } from "react";

const open = new Map<string, Set<string>>();
const listeners = new Set<() => void>();

/** An input of a record's page was opened or left: others see that one edits as long as any is open. */
export function setEditing(recordId: string, what: string, isOn: boolean): void {
  const set = open.get(recordId) ?? new Set();
  if (isOn) set.add(what);
  else set.delete(what);
  open.set(recordId, set);
  for (const listener of listeners) listener();
}

export function useIsEditing(recordId: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (open.get(recordId)?.size ?? 0) > 0,
  );
}
