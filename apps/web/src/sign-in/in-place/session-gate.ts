import { useSyncExternalStore } from "react";

/** Who works on this page, and whether their session has to be renewed before anything goes on. */
export interface GateState {
  person: { id: string; name: string; email: string } | null;
  /** ended: sign in again; taken: someone else has signed in in this browser. */
  need: "none" | "ended" | "taken";
}

const mark = "keshu.signed-in";
/** What the sign-in page notes before it is known who it is. */
const someone = "1";
const listeners = new Set<() => void>();
let state: GateState = { person: null, need: "none" };
let waiting: { promise: Promise<boolean>; settle: (isBack: boolean) => void } | null = null;

function set(next: Partial<GateState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** From here on, an ended session is renewed on the page itself. Returns how to stop, for when the person leaves. */
export function guardSession(person: NonNullable<GateState["person"]>): () => void {
  set({ person, need: "none" });
  remember(person.id);
  const onStorage = (event: StorageEvent) => {
    if (event.key !== mark || !event.newValue || event.newValue === someone) return;
    if (event.newValue !== person.id) set({ need: "taken" });
    else if (state.need !== "none") settle(true); // signed in again in another tab
  };
  addEventListener("storage", onStorage);
  return () => {
    removeEventListener("storage", onStorage);
    settle(false);
    set({ person: null, need: "none" });
  };
}

/** Tells the other tabs of this browser whose session its cookie holds now. */
export function remember(userId: string): void {
  try {
    localStorage.setItem(mark, userId);
  } catch {
    // without storage each tab finds out by itself
  }
}

/** The person goes of their own accord: nothing waits for them. */
export function leaveSession(): void {
  set({ person: null, need: "none" });
}

/** Whether requests of this page wait for the person to come back. */
export function isGuarded(): boolean {
  return state.person !== null;
}

/** Asks the person to sign in again; true once the same person is back, false when they leave or another one comes. */
export function signInAgain(): Promise<boolean> {
  if (!state.person) return Promise.resolve(false);
  if (!waiting) {
    let settleIt: (isBack: boolean) => void = () => undefined;
    const promise = new Promise<boolean>((resolve) => {
      settleIt = resolve;
    });
    waiting = { promise, settle: settleIt };
    if (state.need === "none") set({ need: "ended" });
  }
  return waiting.promise;
}

/** The dialog's answer. */
export function settle(isBack: boolean): void {
  const was = waiting;
  waiting = null;
  if (isBack) set({ need: "none" });
  was?.settle(isBack);
}

export function useGate(): GateState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
