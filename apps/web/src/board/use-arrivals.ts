import { useContext, useEffect } from "react";
import { onChange } from "../api/live.ts";
import { useMe } from "../api/me.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import { BoardStoreContext } from "./board-store.ts";

const shownFor = 6000;

/** Marks cards that others move or make for a moment, so that the eye finds what changed. */
export function useArrivals(object: ObjectInfo, field: FieldInfo): void {
  const store = useContext(BoardStoreContext);
  const me = useMe();
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const stop = onChange((change) => {
      if (change.object !== object.name || change.actor === me.id || !(field.name in change.diff)) return;
      store.set({ fresh: new Set([...store.get().fresh, change.id].slice(-50)) });
      const timer = setTimeout(() => {
        timers.delete(timer);
        const fresh = new Set(store.get().fresh);
        fresh.delete(change.id);
        store.set({ fresh });
      }, shownFor);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [store, me.id, object.name, field.name]);
}
