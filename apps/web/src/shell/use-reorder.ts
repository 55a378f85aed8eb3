import { type PointerEvent as ReactPointerEvent, type RefObject, useRef, useState } from "react";

/** While others slide to their new places, the pointer is over the wrong ones. */
const settling = 220;

/**
 * Drags one of several elements (`data-reorder` holds its id) by a grip: the others make room while it moves, Escape
 * puts it back. `dragged` is the one that has no place yet, also a moment after it was let go. Keys are for the caller.
 */
export function useReorder(container: RefObject<HTMLElement | null>, ids: readonly string[], move: (id: string, to: number) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const now = useRef({ ids, move });
  now.current = { ids, move };
  const onPointerDown = (press: ReactPointerEvent<HTMLElement>, id: string): void => {
    if (press.button !== 0) return;
    press.preventDefault();
    const grip = press.currentTarget;
    grip.focus();
    const start = now.current.ids.indexOf(id);
    let settled = 0;
    setDragged(id);
    let missed: PointerEvent | null = null;
    let passed: string | undefined;
    const follow = (event: PointerEvent): void => {
      if (event.pointerId !== press.pointerId) return;
      missed = performance.now() < settled ? event : null;
      if (!missed) place(event);
    };
    const place = (event: PointerEvent, except?: string): void => {
      const target = [...(container.current?.querySelectorAll<HTMLElement>("[data-reorder]") ?? [])].find((element) => {
        const box = element.getBoundingClientRect();
        return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      })?.dataset.reorder;
      if (!target || target === id || target === except) return;
      passed = target;
      settled = performance.now() + settling;
      now.current.move(id, now.current.ids.indexOf(target));
    };
    const drop = (): void => {
      const last = missed;
      release();
      if (!last) {
        setDragged(null);
        return;
      }
      // let go while the others still slid: it belongs where the pointer was, but does not change places twice with a large one
      setTimeout(() => {
        place(last, passed);
        setDragged(null);
      }, settled - performance.now());
    };
    const release = (): void => {
      removeEventListener("pointermove", follow);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", back);
      removeEventListener("keydown", onKey, true);
    };
    const back = (): void => {
      release();
      setDragged(null);
      now.current.move(id, start);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      back();
    };
    addEventListener("pointermove", follow);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", back);
    addEventListener("keydown", onKey, true);
  };
  return { dragged, onPointerDown };
}
