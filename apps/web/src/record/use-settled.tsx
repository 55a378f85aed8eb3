import { type Query, useIsFetching } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";

/** Whoever waits longer sees what there is, and the rest as it comes. */
const patience = 800;

let unloaded = 0;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const count = (by: number) => {
  unloaded += by;
  for (const listener of listeners) listener();
};

/** Stands, unseen, for a part whose code is on its way, so that `useSettled` waits for it. */
export function Unloaded() {
  useEffect(() => {
    count(1);
    return () => count(-1);
  }, []);
  return null;
}

const isFirst = ({ state }: Query) => state.data === undefined;

/** True once what the page asks for first has come: parts shown together push each other nowhere. */
export function useSettled(isBegun: boolean): boolean {
  const asked = useIsFetching({ predicate: isFirst });
  const missing = useSyncExternalStore(subscribe, () => unloaded);
  const [isSettled, setSettled] = useState(false);
  const isQuiet = isBegun && asked === 0 && missing === 0;
  useEffect(() => {
    if (!isBegun || isSettled) return;
    const timer = setTimeout(() => setSettled(true), patience);
    return () => clearTimeout(timer);
  }, [isBegun, isSettled]);
  useEffect(() => {
    if (!isQuiet || isSettled) return;
    // what has come may ask for more in the same moment
    const timer = setTimeout(() => setSettled(true));
    return () => clearTimeout(timer);
  }, [isQuiet, isSettled]);
  return isSettled;
}
