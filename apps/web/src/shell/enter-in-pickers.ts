import { useEffect } from "react";

const open = ".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)";

/** Enter in a date that is being chosen takes the date; it does not send the form around it, as it would in a plain input. */
export function useEnterInPickers(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !(target instanceof HTMLInputElement)) return;
      if (target.form && target.closest(".ant-picker") && document.querySelector(open)) event.preventDefault();
    };
    // before the picker closes on it
    addEventListener("keydown", onKey, true);
    return () => removeEventListener("keydown", onKey, true);
  }, []);
}
