import { whenIdle } from "./when-idle.ts";

const signs = ["pointermove", "pointerdown", "keydown"] as const;

/** Does something at the first idle moment after a person began to move or press anything; the answer calls it off. */
export function whenInUse(run: () => void): () => void {
  let callOff = () => {};
  const forget = () => {
    for (const sign of signs) removeEventListener(sign, begin, true);
  };
  const begin = () => {
    forget();
    callOff = whenIdle(run);
  };
  for (const sign of signs) addEventListener(sign, begin, { capture: true, passive: true });
  return () => {
    forget();
    callOff();
  };
}
