import { type CSSProperties, type RefObject, useEffect, useRef } from "react";
import { useMe } from "../api/me.ts";

/** Where the page is laid out anew, as in home.css: a height holds between two of them. */
const breaks = [719, 859, 1180];

const placeOf = (userId: string): string => `keshu.home.heights.${userId}`;

/** How high what is called so was in this browser once all of it was there. */
function readHeights(userId: string): Record<string, number> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(userId)) ?? "{}");
    return typeof kept === "object" && kept !== null ? (kept as Record<string, number>) : {};
  } catch {
    return {};
  }
}

function keepHeight(userId: string, name: string, height: number): void {
  const kept = readHeights(userId);
  if (kept[name] === height) return;
  try {
    localStorage.setItem(placeOf(userId), JSON.stringify({ ...kept, [name]: height }));
  } catch {
    // private windows may refuse: then nothing is remembered
  }
}

/** As long as bones stand in an element it is as high as it was at the last visit, so that nothing below moves when they go. */
export function useKeptHeight<E extends HTMLElement>(name: string): { ref: RefObject<E | null>; style: CSSProperties } {
  const { id: userId } = useMe();
  const ref = useRef<E>(null);
  const place = `${breaks.filter((width) => innerWidth > width).length} ${name}`;
  const height = useRef({ place, height: readHeights(userId)[place] });
  if (height.current.place !== place) height.current = { place, height: readHeights(userId)[place] };
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let frame = 0;
    const look = () => {
      if (element.offsetHeight > 0 && !element.querySelector(".k-bone")) keepHeight(userId, place, element.offsetHeight);
    };
    // what comes may be as high as its bones were: then nothing resizes
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    const sizes = new ResizeObserver(later);
    const parts = new MutationObserver(later);
    sizes.observe(element);
    parts.observe(element, { childList: true, subtree: true });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      parts.disconnect();
    };
  }, [userId, place]);
  const kept = height.current.height;
  return { ref, style: (kept ? { "--k-kept-height": `${kept}px` } : {}) as CSSProperties };
}
