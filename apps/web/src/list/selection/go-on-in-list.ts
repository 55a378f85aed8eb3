/**
 * A ref for what goes away together with the focus in it: whoever was there goes on in the list, at the row that was active
 * last. React gives the ref back while the element is still in the page.
 */
export function goOnInList(element: HTMLElement | null): () => void {
  return () => {
    if (!element?.contains(document.activeElement)) return;
    queueMicrotask(() => document.querySelector<HTMLElement>("#main :is([role=grid], [role=treegrid])")?.focus({ preventScroll: true }));
  };
}
