import { useEffect } from "react";

const panels = ".ant-drawer, .ant-modal";
const closers = ".ant-drawer-close, .ant-modal-close";
const bodies = ".ant-drawer-body, .ant-modal-body";
const fields = "input:not([type=hidden], [type=file]), textarea, select, [contenteditable=true]";
/** Ways to look at what is shown are no fields to fill in. */
const choosers = ".ant-segmented, .ant-pagination";
/** Content that is loaded may come this much later. */
const patience = 10_000;

/**
 * Whoever opens a drawer or a dialog begins in its first field. Ant Design gives the focus to the panel or to its closing
 * button; from there it goes on at once, before another key can be pressed. Fingers begin nowhere: the keyboard of the screen
 * would cover the form.
 */
export function useFirstFocus(): void {
  useEffect(() => {
    let byHand = false;
    let stopWaiting: (() => void) | undefined;
    const onHand = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== "Tab") return;
      stopWaiting?.();
      byHand = true;
      setTimeout(() => {
        byHand = false;
      });
    };
    const onFocus = ({ target, relatedTarget }: FocusEvent) => {
      if (byHand || !(target instanceof HTMLElement) || isTouched()) return;
      const panel = target.closest<HTMLElement>(panels);
      if (!panel || (target !== panel && !target.matches(closers))) return;
      stopWaiting?.();
      if (relatedTarget instanceof HTMLElement && relatedTarget.closest(panels) === panel && relatedTarget.closest(bodies)) return relatedTarget.focus();
      if (begin(panel)) return;
      if (target !== panel) panel.focus({ preventScroll: true });
      stopWaiting = waitFor(panel);
    };
    addEventListener("focusin", onFocus);
    addEventListener("keydown", onHand, true);
    addEventListener("mousedown", onHand, true);
    return () => {
      stopWaiting?.();
      removeEventListener("focusin", onFocus);
      removeEventListener("keydown", onHand, true);
      removeEventListener("mousedown", onHand, true);
    };
  }, []);
}

function begin(panel: HTMLElement): boolean {
  const body = panel.querySelector<HTMLElement>(bodies);
  return body !== null && focusFirstField(body);
}

/**
 * Puts the focus into the first field, behind what stands there, or where `data-begin` says; tells whether there was one.
 * Fingers begin nowhere.
 */
export function focusFirstField(root: HTMLElement): boolean {
  if (isTouched()) return false;
  const wanted = root.querySelector<HTMLElement>("[data-begin]");
  if (wanted) {
    wanted.focus();
    return true;
  }
  const all = [...root.querySelectorAll<HTMLInputElement>(fields)].filter((f) => !f.disabled && !f.closest(choosers));
  const first = all.find((f) => f.getClientRects().length > 0);
  if (!first) return false;
  const chosen = first.type === "radio" ? (all.find((f) => f.name === first.name && f.checked) ?? first) : first;
  chosen.focus();
  if (["text", "textarea", "search", "tel", "url"].includes(chosen.type)) chosen.setSelectionRange(chosen.value.length, chosen.value.length);
  return true;
}

function waitFor(panel: HTMLElement): () => void {
  const watcher = new MutationObserver(() => {
    if (document.activeElement !== panel || begin(panel)) stop();
  });
  const timer = setTimeout(() => stop(), patience);
  const stop = () => {
    watcher.disconnect();
    clearTimeout(timer);
  };
  watcher.observe(panel, { childList: true, subtree: true });
  return stop;
}

const isTouched = () => matchMedia("(hover: none) and (pointer: coarse)").matches;
