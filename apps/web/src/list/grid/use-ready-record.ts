import { type RefObject, useEffect } from "react";
import { prefetchRecord } from "../../record/record-query.ts";

/** A pointer passing over many rows asks for none of them. */
const dwell = 60;

/** Begins to load the record whose title is pointed at, at once when it is pressed. */
export function useReadyRecord(scroller: RefObject<HTMLElement | null>, path: string, isOff: boolean): void {
  useEffect(() => {
    const node = scroller.current;
    if (!node || isOff) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ready = (event: PointerEvent) => {
      clearTimeout(timer);
      const link = (event.target as Element).closest<HTMLAnchorElement>(".is-title a, .k-card-main a");
      const id = link?.pathname.split("/").pop();
      if (id) timer = setTimeout(() => void prefetchRecord(path, id), event.type === "pointerdown" ? 0 : dwell);
    };
    node.addEventListener("pointerover", ready);
    node.addEventListener("pointerdown", ready);
    return () => {
      clearTimeout(timer);
      node.removeEventListener("pointerover", ready);
      node.removeEventListener("pointerdown", ready);
    };
  }, [scroller, path, isOff]);
}
