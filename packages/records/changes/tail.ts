import type { Database, Principal } from "@keshu/kernel";
import type { Change } from "../types.ts";
import { type ChangeRow, endOfLog, isBefore, type Position, readEpoch, readRows, readTouched, type Touched } from "./row.ts";
import { dependsOnShares, presentChange, sharedWith } from "./visibility.ts";

export interface ChangeTail {
  /** Calls back with each change the principal may see that is committed once `ready` has come. `principal` may change over time. */
  subscribe: (principal: () => Principal, onChange: (change: Change) => void) => ChangeSubscription;
  /** Calls back for every row, for the server itself (cache invalidation). */
  observe: (onRows: (rows: readonly Touched[]) => void) => () => void;
  /** Something was written here: look now instead of at the next poll. */
  wake: () => void;
  stop: () => Promise<void>;
}

export interface ChangeSubscription {
  /** Never fails: when the database cannot say where the log ends now, what was still unread is told as well. */
  ready: Promise<void>;
  stop: () => void;
}

interface Subscriber {
  principal: () => Principal;
  onChange: (change: Change) => void;
  /** What it is told begins after this place; null once the tail is past it, so that long reads compare no more. */
  begin: Promise<Position> | null;
}

const everything: Position = { transaction: "0", sequence: 0 };

/**
 * Follows the end of the change log once per server and hands rows to whoever listens. Polls every
 * `interval` ms, so that another server's writes arrive without notifications inside their transactions.
 */
export async function startChangeTail(options: { db: Database; interval?: number; onError?: (error: unknown) => void }): Promise<ChangeTail> {
  const { db, interval = 200 } = options;
  const observers = new Set<(rows: readonly Touched[]) => void>();
  const subscribers = new Set<Subscriber>();
  let position: Position = await endOfLog(db);
  let epoch = (await readEpoch(db)).epoch;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;
  let isWoken = false;

  /** What every subscriber may see of the rows. Asked for all of them before anyone is told, so that a failure here skips nobody. */
  const present = async (rows: readonly ChangeRow[]): Promise<(() => void)[]> => {
    const deliveries: (() => void)[] = [];
    for (const subscriber of subscribers) {
      const begin = await subscriber.begin;
      const later = begin ? rows.filter((row) => isBefore(begin, row)) : rows;
      const principal = subscriber.principal();
      const doubtful = later.filter((row) => dependsOnShares(principal, row));
      const shared = doubtful.length ? await sharedWith(db, principal.userId, doubtful) : new Set<string>();
      const changes = later.flatMap((row) => presentChange(principal, row, shared, epoch) ?? []);
      deliveries.push(() => {
        if (later.length) subscriber.begin = null;
        if (subscribers.has(subscriber)) changes.forEach(subscriber.onChange);
      });
    }
    return deliveries;
  };

  const told = (tell: () => void): void => {
    try {
      tell();
    } catch (error) {
      options.onError?.(error); // one broken listener is no reason to leave out the others
    }
  };

  const read = async (): Promise<void> => {
    try {
      for (;;) {
        isWoken = false;
        const rows = subscribers.size ? await readRows(db, position, 1000) : null;
        const touched = rows ?? (await readTouched(db, position, 1000));
        if (!rows && subscribers.size) continue; // somebody came meanwhile: these rows may be theirs
        const last = touched.at(-1);
        if (last) {
          for (const observer of observers) told(() => observer(touched));
          const deliveries = rows ? await present(rows) : [];
          position = { transaction: last.transaction, sequence: last.sequence };
          for (const deliver of deliveries) told(deliver);
        }
        if (touched.length < 1000 && !isWoken) return;
      }
    } catch (error) {
      options.onError?.(error);
      epoch = await readEpoch(db).then(
        (e) => e.epoch,
        () => epoch,
      );
    }
  };

  const schedule = (delay: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = read().finally(() => {
        running = undefined;
        schedule(isWoken ? 0 : interval);
      });
    }, delay);
  };
  schedule(interval);

  return {
    subscribe(principal, onChange) {
      const begin = endOfLog(db).catch(() => everything);
      const subscriber: Subscriber = { principal, onChange, begin };
      subscribers.add(subscriber);
      return { ready: begin.then(() => {}), stop: () => void subscribers.delete(subscriber) };
    },
    observe(onRows) {
      observers.add(onRows);
      return () => observers.delete(onRows);
    },
    wake() {
      if (isWoken) return;
      isWoken = true;
      if (running || isStopped) return;
      clearTimeout(timer);
      schedule(5);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
