import { useEffect } from "react";

const floating = ".ant-modal-root, .ant-drawer, .ant-dropdown, .ant-popover, .ant-select-dropdown, .ant-picker-dropdown, .k-palette";
const open = ".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open";
const covering = ".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open:not(.no-mask)";
const lookEvery = 100;
/** A dialog may save before it goes. */
const patience = 5000;

/**
 * Where the focus was before a dialog opened it is again after the dialog has gone, also where the dialog is taken away
 * at once and cannot give it back itself.
 */
export function useReturnFocus(): void {
  useEffect(() => {
    let before: HTMLElement | null = null;
    let timer: ReturnType<typeof setInterval> | undefined;
    const onFocus = ({ target }: FocusEvent) => {
      // what the Tab key touches behind a dialog does not count
      if (target instanceof HTMLElement && !target.closest(floating) && !document.querySelector(covering)) before = target;
    };
    const onUse = ({ target }: Event) => {
      if (!(target instanceof Element) || !target.closest(floating)) return;
      clearInterval(timer);
      const until = Date.now() + patience;
      timer = setInterval(() => {
        const at = document.activeElement;
        const isLost = at === null || at === document.body || at.closest(".ant-drawer:not(.ant-drawer-open)") !== null;
        if (isLost && !document.querySelector(open)) {
          clearInterval(timer);
          (before?.isConnected ? before : document.getElementById("main"))?.focus({ preventScroll: true });
        } else if (Date.now() > until || (!isLost && !at.closest(floating))) clearInterval(timer);
      }, lookEvery);
    };
    addEventListener("focusin", onFocus);
    addEventListener("keydown", onUse, true);
    addEventListener("click", onUse, true);
    return () => {
      clearInterval(timer);
      removeEventListener("focusin", onFocus);
      removeEventListener("keydown", onUse, true);
      removeEventListener("click", onUse, true);
    };
  }, []);
}
