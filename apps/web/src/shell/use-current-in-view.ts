import { type RefObject, useLayoutEffect, useRef } from "react";

/** Brings the current one of a row of tabs that scrolls sideways into view, anew when `which` changes. */
export function useCurrentInView<T extends HTMLElement>(which: unknown): RefObject<T | null> {
  const row = useRef<T>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is current is read from the page
  useLayoutEffect(() => {
    const own = row.current;
    const current = own?.querySelector<HTMLElement>("[aria-current]");
    if (!own || !current || own.scrollWidth <= own.clientWidth) return;
    const [frame, box] = [own.getBoundingClientRect(), current.getBoundingClientRect()];
    const margin = 44;
    if (box.right > frame.right - margin) own.scrollLeft += box.right - frame.right + margin;
    else if (box.left < frame.left + margin) own.scrollLeft += box.left - frame.left - margin;
  }, [which]);
  return row;
}
