/** What a drag tells the board while it goes on. */
export interface PointerDrag {
  /** Elements a card can be dropped on, asked once the drag begins. */
  lanes: () => readonly HTMLElement[];
  /** Scrolls sideways when the card is held at its edge. */
  scroller: HTMLElement;
  onStart: () => void;
  onOver: (lane: HTMLElement | null) => void;
  /** true: the card stays where it was dropped; false: it flies back. */
  onDrop: (lane: HTMLElement | null) => boolean;
  onCancel: () => void;
}

const mouseDistance = 5;
const touchTolerance = 9;
const touchDelay = 260;
const edge = 56;
const flightTime = { duration: 150, easing: "ease-out" };

/** Follows the pointer from its press on a card: a mouse drags after a few pixels, a finger after a long press. */
export function dragWithPointer(press: PointerEvent, card: HTMLElement, drag: PointerDrag): void {
  const isTouch = press.pointerType !== "mouse";
  let [x, y] = [press.clientX, press.clientY];
  let session: Session | undefined;
  let frame = 0;
  const wait = isTouch ? setTimeout(() => begin(), touchDelay) : undefined;

  const begin = (): void => {
    session = lift(card, drag, press.clientX, press.clientY);
    if (isTouch) navigator.vibrate?.(12);
    drag.onStart();
    frame = requestAnimationFrame(tick);
  };
  const tick = (): void => {
    session?.follow(x, y);
    frame = requestAnimationFrame(tick);
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    [x, y] = [event.clientX, event.clientY];
    const distance = Math.hypot(x - press.clientX, y - press.clientY);
    if (session) event.preventDefault();
    else if (isTouch && distance > touchTolerance) end();
    else if (!isTouch && distance > mouseDistance) begin();
  };
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    const held = session;
    end();
    if (!held) return;
    swallowClick();
    held.follow(x, y);
    const isKept = drag.onDrop(held.over());
    held.land(isKept);
  };
  const cancel = (): void => {
    const held = session;
    end();
    if (!held) return;
    held.land(false);
    drag.onCancel();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !session) return;
    event.preventDefault();
    event.stopPropagation();
    swallowClick();
    cancel();
  };
  // a finger that drags a card does not scroll, and its long press opens no menu
  const still = (event: Event): void => {
    if (session || (isTouch && event.type === "contextmenu")) event.preventDefault();
  };
  const end = (): void => {
    clearTimeout(wait);
    cancelAnimationFrame(frame);
    session = undefined;
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", cancel);
    removeEventListener("keydown", key, true);
    removeEventListener("touchmove", still);
    removeEventListener("contextmenu", still);
    removeEventListener("blur", cancel);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", cancel);
  addEventListener("keydown", key, true);
  addEventListener("touchmove", still, { passive: false });
  addEventListener("contextmenu", still);
  addEventListener("blur", cancel);
}

interface Session {
  follow: (x: number, y: number) => void;
  over: () => HTMLElement | null;
  land: (isKept: boolean) => void;
}

/** A copy of the card that hangs on the pointer; places are measured once, so that following costs one style. */
function lift(card: HTMLElement, drag: PointerDrag, fromX: number, fromY: number): Session {
  const box = card.getBoundingClientRect();
  const ghost = card.cloneNode(true) as HTMLElement;
  ghost.classList.add("is-ghost");
  ghost.removeAttribute("id");
  ghost.setAttribute("aria-hidden", "true");
  Object.assign(ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` });
  document.body.append(ghost);
  document.documentElement.classList.add("is-dragging-card");
  const frameBox = drag.scroller.getBoundingClientRect();
  const start = drag.scroller.scrollLeft;
  const places = drag.lanes().map((lane) => ({ lane, box: lane.getBoundingClientRect(), list: lane.querySelector<HTMLElement>("[data-lane-cards]") }));
  let over: HTMLElement | null = null;
  const follow = (x: number, y: number): void => {
    ghost.style.transform = `translate3d(${x - fromX}px, ${y - fromY}px, 0) rotate(1.4deg)`;
    const scrolled = drag.scroller.scrollLeft - start;
    const place =
      y < frameBox.top - 40 || y > frameBox.bottom + 40 ? undefined : places.find((p) => x >= p.box.left - scrolled - 5 && x < p.box.right - scrolled + 5);
    if ((place?.lane ?? null) !== over) {
      over = place?.lane ?? null;
      drag.onOver(over);
    }
    const [left, right] = [Math.max(0, frameBox.left), Math.min(innerWidth, frameBox.right)];
    const [sideways, down] = [push(x - left) - push(right - x), place ? push(y - place.box.top - 48) - push(place.box.bottom - y) : 0];
    if (sideways !== 0) drag.scroller.scrollLeft += sideways;
    if (down !== 0 && place?.list) place.list.scrollTop += down;
  };
  const land = (isKept: boolean): void => {
    document.documentElement.classList.remove("is-dragging-card");
    const target = isKept ? over?.querySelector("[data-lane-cards]")?.getBoundingClientRect() : card.isConnected ? card.getBoundingClientRect() : undefined;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const there = target && `translate3d(${target.left - box.left}px, ${target.top - box.top}px, 0)`;
    const flight = there && !isStill && ghost.animate([{ transform: ghost.style.transform }, { transform: there, opacity: isKept ? 0.4 : 1 }], flightTime);
    if (flight) flight.onfinish = () => ghost.remove();
    else ghost.remove();
  };
  follow(fromX, fromY);
  return { follow, over: () => over, land };
}

/** Pixels a frame to scroll when the pointer is this far from an edge. */
function push(distance: number): number {
  return distance < edge ? -Math.min(18, (edge - Math.max(-edge, distance)) / 4) : 0;
}

/** Letting go of a card is not a click on it. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 60);
}
