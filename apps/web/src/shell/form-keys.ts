import { useEffect } from "react";

const openPicker = ".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)";
const panels = ".ant-drawer, .ant-modal";

/**
 * Enter in a date that is being chosen takes the date; it does not send the form around it, as it would in a plain input.
 * Ctrl or ⌘ with Enter sends the form of a drawer or a dialog from anywhere in it.
 */
export function useFormKeys(): void {
  useEffect(() => {
    const onChoosing = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !(target instanceof HTMLInputElement)) return;
      if (target.form && target.closest(".ant-picker") && document.querySelector(openPicker)) event.preventDefault();
    };
    const onSending = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || event.isComposing) return;
      const form = event.target instanceof Element && event.target.closest(panels) ? event.target.closest("form") : null;
      if (!form) return;
      event.preventDefault();
      form.requestSubmit();
    };
    // before the picker closes on it
    addEventListener("keydown", onChoosing, true);
    addEventListener("keydown", onSending);
    return () => {
      removeEventListener("keydown", onChoosing, true);
      removeEventListener("keydown", onSending);
    };
  }, []);
}
