const delay = 300;
/** A finger never rests quite still. */
const tolerance = 9;

/** Calls `onHold` when a finger rests where it was put down; until then it scrolls, from then on the page stays. */
export function holdTouch(press: { clientX: number; clientY: number; pointerId: number }, onHold: () => void): void {
  let isHeld = false;
  const stop = new AbortController();
  const { signal } = stop;
  const timer = setTimeout(() => {
    isHeld = true;
    navigator.vibrate?.(12);
    onHold();
  }, delay);
  const leave = (event: PointerEvent) => {
    if (event.pointerId !== press.pointerId) return;
    clearTimeout(timer);
    stop.abort();
  };
  const move = (event: PointerEvent) => {
    if (!isHeld && Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > tolerance) leave(event);
  };
  const still = (event: Event) => {
    if (isHeld || event.type === "contextmenu") event.preventDefault();
  };
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", leave, { signal });
  window.addEventListener("pointercancel", leave, { signal });
  window.addEventListener("touchmove", still, { signal, passive: false });
  window.addEventListener("contextmenu", still, { signal });
}
