/** Ways back that are on the screen now, the latest last. */
const offers: (() => void)[] = [];

/** Lets Ctrl/⌘ Z take this way back as long as it is offered; returns how to end that. */
export function offerUndo(undo: () => void): () => void {
  offers.push(undo);
  return () => {
    const at = offers.indexOf(undo);
    if (at >= 0) offers.splice(at, 1);
  };
}

/** Takes back what was done last, when that is still offered. */
export function undoLast(): void {
  offers.at(-1)?.();
}
