import { type RefObject, useCallback, useRef } from "react";

const places = new Map<string, number>();

/** Coming back to a list finds it where it was left. */
export function useScrollMemory(key: string, scroller: RefObject<HTMLElement | null>) {
  const initialOffset = useRef(places.get(key) ?? 0).current;
  const onScroll = useCallback(() => {
    places.delete(key);
    places.set(key, scroller.current?.scrollTop ?? 0);
    if (places.size > 50) places.delete(places.keys().next().value as string);
  }, [key, scroller]);
  return { initialOffset, onScroll };
}
