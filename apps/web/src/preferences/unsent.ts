/** A preference set in this page that the server has not kept yet; `undefined` removes one. */
interface Unsent {
  value: unknown;
  timer: ReturnType<typeof setTimeout> | undefined;
  attempt: (isLeaving?: boolean) => void;
}

/** What is on its way, by place: of two at once the older could arrive last. */
const underWay = new Map<string, Unsent>();

const pause = 400;
const again = 10_000;
const afterOther = 50;
const waiting = new Map<string, Unsent>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

export function subscribeUnsent(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The same object until the value changes, so that a component can compare it. */
export function unsentAt(place: string): { readonly value: unknown } | undefined {
  return waiting.get(place);
}

/**
 * Shows a value at once and sends it a moment later; only the last of several is sent. What the server could not be told
 * is tried again, what it refuses is dropped. A value waits until the one before it has been answered.
 */
export function sendLater(
  place: string,
  value: unknown,
  send: (value: unknown) => Promise<void>,
  isPassing: (error: unknown) => boolean,
  after: number = pause,
): void {
  clearTimeout(waiting.get(place)?.timer);
  const attempt = (isLeaving = false) => {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    if (underWay.has(place) && !isLeaving) {
      entry.timer = setTimeout(attempt, afterOther);
      return;
    }
    underWay.set(place, entry);
    const arrived = () => underWay.get(place) === entry && underWay.delete(place);
    send(value).then(
      () => {
        arrived();
        drop(place, entry);
      },
      (error: unknown) => {
        arrived();
        if (!isPassing(error)) drop(place, entry);
        else if (waiting.get(place) === entry) entry.timer = setTimeout(attempt, again);
      },
    );
  };
  const entry: Unsent = { value, timer: setTimeout(attempt, after), attempt };
  waiting.set(place, entry);
  tell();
}

/** Sends at once what still waits: the page is about to be left. */
export function sendNow(): void {
  for (const { timer, attempt } of waiting.values()) if (timer !== undefined) attempt(true);
}

function drop(place: string, entry: Unsent): void {
  if (waiting.get(place) !== entry) return;
  waiting.delete(place);
  tell();
}
