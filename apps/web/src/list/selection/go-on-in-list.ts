/**
 * A ref for what goes away together with the focus, in itself or in its dialog: whoever was there goes on in the list, at the
 * row that was active last. React gives the ref back while what goes is still in the page.
 */
export function goOnInList(): () => void {
  return () => {
    if (document.activeElement === document.body) return;
    queueMicrotask(() => {
      if (document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>("#main :is([role=grid], [role=treegrid])")?.focus({ preventScroll: true });
    });
  };
}
