import { type RefObject, useLayoutEffect, useRef } from "react";

interface Followed {
  key: string;
  until: number;
  /** Where the focus rests while the entry is nowhere. */
  rest: HTMLElement | null;
}

const patience = 2_000;
/** So long an entry may be nowhere before it counts as gone. */
const gap = 400;
let followed: Followed | undefined;

const grids = ".k-time-body, [role=grid]";
const restIn = (around: HTMLElement | null | undefined): HTMLElement | null => around?.querySelector<HTMLElement>("[tabindex='0']") ?? around ?? null;

/** The focus rests in the calendar where what had it has gone. */
export function restFocus(): void {
  const at = document.activeElement;
  if (at !== null && at !== document.body) return;
  (restIn(document.querySelector<HTMLElement>(`.k-calendar-main :is(${grids})`)) ?? document.getElementById("main"))?.focus({ preventScroll: true });
}

/**
 * An entry that goes to another day is drawn anew there: `keep`, called before it goes, lets the focus go along in the very
 * drawing, so that no key is lost between; when the entry has gone the focus rests in the calendar.
 */
export function useEntryFocus(key: string): { ref: RefObject<HTMLButtonElement | null>; keep: () => void } {
  const ref = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (followed?.key !== key || Date.now() > followed.until) return;
    const at = document.activeElement;
    if (at === null || at === document.body || at === followed.rest) ref.current?.focus();
  }, [key]);
  const keep = () => {
    const now: Followed = { key, until: Date.now() + patience, rest: restIn(ref.current?.closest<HTMLElement>(grids)) };
    followed = now;
    let lost = 0;
    const look = () => {
      if (followed !== now) return;
      const isLost = document.activeElement === document.body;
      if (isLost) lost ||= Date.now();
      else lost = 0;
      if (isLost && Date.now() - lost >= gap) now.rest?.focus();
      if (Date.now() < now.until) setTimeout(look, 50);
    };
    setTimeout(look);
  };
  return { ref, keep };
}
