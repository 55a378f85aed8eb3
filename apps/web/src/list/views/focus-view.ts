import { useEffect, useRef } from "react";

const first = "[role=grid], [data-card][tabindex='0']";
/** The code and the rows of a view may come this much later. */
const patience = 3000;

/**
 * Whoever changes the view by a key goes on in it: in the table, at the first card, else at the top of the page. To be called
 * when the key was pressed.
 */
export function useFocusOfNextView(kind: string | undefined): () => void {
  const isByKey = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the other view is there
  useEffect(() => {
    if (!isByKey.current) return;
    isByKey.current = false;
    return focusView();
  }, [kind]);
  return () => {
    isByKey.current = true;
  };
}

/** Returns how to stop waiting. */
function focusView(): () => void {
  const main = document.getElementById("main");
  main?.focus({ preventScroll: true });
  const until = Date.now() + patience;
  const timer = setInterval(() => {
    const found = main?.querySelector<HTMLElement>(first);
    if (!found && document.activeElement === main && Date.now() < until) return;
    clearInterval(timer);
    if (document.activeElement === main) found?.focus({ preventScroll: true });
  }, 50);
  return () => clearInterval(timer);
}

/** Whoever saved or took back a change of a saved view by a key goes on at its tab: what they pressed has gone. */
export function focusViewTab(): void {
  if (document.activeElement?.matches(":focus-visible")) document.querySelector<HTMLElement>(".k-view-tab.is-current button")?.focus();
}
