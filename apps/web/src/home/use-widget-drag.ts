import { type PointerEvent as ReactPointerEvent, type RefObject, useRef, useState } from "react";
import type { Placed } from "./home-layout.ts";

/** Drags a widget by its grip: the others make room while it moves, Escape puts it back. */
export function useWidgetDrag(grid: RefObject<HTMLDivElement | null>, layout: readonly Placed[], move: (id: string, to: number) => void) {
  const [dragged, setDragged] = useState<string | null>(null);
  const now = useRef({ layout, move });
  now.current = { layout, move };
  const onPointerDown = (press: ReactPointerEvent<HTMLElement>, id: string): void => {
    if (press.button !== 0) return;
    press.preventDefault();
    press.currentTarget.setPointerCapture(press.pointerId);
    const grip = press.currentTarget;
    const start = now.current.layout.findIndex((p) => p.id === id);
    let settled = 0;
    setDragged(id);
    const follow = (event: PointerEvent): void => {
      // after a move the others slide under the pointer: wait until they stand
      if (performance.now() < settled) return;
      const target = [...(grid.current?.querySelectorAll<HTMLElement>("[data-widget]") ?? [])].find((element) => {
        const box = element.getBoundingClientRect();
        return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      })?.dataset.widget;
      if (!target || target === id) return;
      settled = performance.now() + 220;
      now.current.move(
        id,
        now.current.layout.findIndex((p) => p.id === target),
      );
    };
    const end = (): void => {
      setDragged(null);
      grip.removeEventListener("pointermove", follow);
      grip.removeEventListener("pointerup", end);
      grip.removeEventListener("pointercancel", back);
      removeEventListener("keydown", onKey, true);
    };
    const back = (): void => {
      end();
      now.current.move(id, start);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") back();
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", back);
    addEventListener("keydown", onKey, true);
  };
  return { dragged, onPointerDown };
}
