interface Offer {
  undo: () => void;
  holds: () => boolean;
}

/** Ways back that are open now, the latest last. */
const offers: Offer[] = [];

/** Lets Ctrl/⌘ Z take this way back as long as it is offered and `holds`; returns how to end that. */
export function offerUndo(undo: () => void, holds: () => boolean = () => true): () => void {
  const offer = { undo, holds };
  offers.push(offer);
  return () => {
    const at = offers.indexOf(offer);
    if (at >= 0) offers.splice(at, 1);
  };
}

/** Takes back what was done last, when that is still offered. @returns whether there was anything */
export function undoLast(): boolean {
  const last = offers.findLast((offer) => offer.holds());
  last?.undo();
  return last !== undefined;
}
