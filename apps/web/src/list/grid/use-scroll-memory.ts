import { type RefObject, useEffect, useRef } from "react";

const places = new Map<string, number>();

/** Where a list was left, so that coming back finds it there. */
export function lastPlace(key: string): number {
  return places.get(key) ?? 0;
}

/** Keeps where a list is; `placeOf` knows without asking the page, which would have to be laid out first. */
export function useScrollMemory(key: string, scroller: RefObject<HTMLElement | null>, placeOf: () => number): void {
  const latest = useRef(placeOf);
  latest.current = placeOf;
  useEffect(() => {
    const node = scroller.current;
    const remember = () => {
      places.delete(key);
      places.set(key, latest.current());
      if (places.size > 50) places.delete(places.keys().next().value as string);
    };
    node?.addEventListener("scroll", remember, { passive: true });
    return () => node?.removeEventListener("scroll", remember);
  }, [key, scroller]);
}
