import { type RefObject, useEffect, useRef } from "react";

const places = new Map<string, number>();

/** Coming back to a list finds it where it was left. */
export function useScrollMemory(key: string, scroller: RefObject<HTMLElement | null>): { initialOffset: number } {
  const initialOffset = useRef(places.get(key) ?? 0).current;
  useEffect(() => {
    const node = scroller.current;
    const remember = () => {
      places.delete(key);
      places.set(key, node?.scrollTop ?? 0);
      if (places.size > 50) places.delete(places.keys().next().value as string);
    };
    node?.addEventListener("scroll", remember, { passive: true });
    return () => node?.removeEventListener("scroll", remember);
  }, [key, scroller]);
  return { initialOffset };
}
