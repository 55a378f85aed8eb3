import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { focusFirstField } from "./first-focus.ts";

const stops = "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex]:not([tabindex='-1'])";
/** A popup is placed before it is shown, and cannot take the focus until then. */
const mostFrames = 60;

interface Props {
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * What a popup beside its button holds: it has the focus as long as it is open, in its first field also when what it shows is
 * replaced; Tab stays inside, Escape leaves.
 */
export function PopupPanel({ label, onClose, children }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const take = () => focusFirstField(element) || element.focus({ preventScroll: true });
    let frames = 0;
    let next = 0;
    let later = 0;
    const begin = () => {
      if (element.contains(document.activeElement) || frames++ > mostFrames) return;
      take();
      next = requestAnimationFrame(begin);
    };
    begin();
    // between two fields the focus is nowhere for a moment: only what stays lost is brought back
    const watcher = new MutationObserver(() => {
      cancelAnimationFrame(later);
      later = requestAnimationFrame(() => {
        if (document.activeElement === document.body || document.activeElement === element) take();
      });
    });
    watcher.observe(element, { childList: true, subtree: true });
    return () => {
      cancelAnimationFrame(next);
      cancelAnimationFrame(later);
      watcher.disconnect();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    if (event.key === "Escape" && target.getAttribute("aria-expanded") !== "true") {
      event.stopPropagation();
      onClose();
    } else if (event.key === "Tab") keepInside(event);
  };
  return (
    <div ref={panel} role="dialog" aria-label={label} tabIndex={-1} className="k-popup-panel" onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

function keepInside(event: KeyboardEvent<HTMLDivElement>): void {
  const panel = event.currentTarget;
  const target = event.target as HTMLElement;
  if (!panel.contains(target)) return;
  const all = [...panel.querySelectorAll<HTMLElement>(stops)].filter((e) => e.getClientRects().length > 0);
  const [first, last] = [all[0], all.at(-1)];
  const isLeaving = event.shiftKey ? target === first || target === panel : target === last;
  if (!isLeaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
