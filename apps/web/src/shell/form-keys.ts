import { useEffect } from "react";

const openPicker = ".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)";
const panels = ".ant-drawer, .ant-modal";

const choices = ".ant-select-multiple";
const isOpen = "[role=combobox][aria-expanded=true]";

/**
 * Enter in a date that is being chosen takes the date; it does not send the form around it, as it would in a plain input.
 * Tab leaves a choice of several as it is, where Ant Design would take back what Enter has just chosen.
 * Ctrl or ⌘ with Enter sends what a drawer or a dialog asks from anywhere in it.
 */
export function useFormKeys(): void {
  useEffect(() => {
    const onChoosing = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !(target instanceof HTMLInputElement)) return;
      if (target.form && target.closest(".ant-picker") && document.querySelector(openPicker)) event.preventDefault();
    };
    const onSending = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      const panel = event.target instanceof Element ? event.target.closest(panels) : null;
      const form = (event.target as Element).closest("form");
      const button = panel?.querySelector<HTMLButtonElement>(":is(.ant-modal-footer, .ant-drawer-footer) .ant-btn-primary:not(:disabled)");
      if (!panel || (!form && !button)) return;
      event.preventDefault();
      event.stopPropagation();
      // a picker takes what was typed when it is left
      if (event.target instanceof HTMLElement && event.target.closest(".ant-picker")) event.target.blur();
      if (form) form.requestSubmit();
      else button?.click();
    };
    const onLeaving = (event: KeyboardEvent) => {
      if (event.key !== "Tab" || !(event.target instanceof Element)) return;
      // also from the button that clears it, which Ant Design would never let go
      if (event.target.closest(choices)?.querySelector(isOpen)) event.stopPropagation();
    };
    // before the picker closes on it, and before a select takes every Enter for itself
    addEventListener("keydown", onChoosing, true);
    addEventListener("keydown", onSending, true);
    addEventListener("keydown", onLeaving, true);
    return () => {
      removeEventListener("keydown", onChoosing, true);
      removeEventListener("keydown", onSending, true);
      removeEventListener("keydown", onLeaving, true);
    };
  }, []);
}
