import { startTransition, useEffect, useState } from "react";

/** False for the first frame of a component, then true: what is heavy and not looked at first comes after what is. */
export function useAfterPaint(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // a page in the background draws no frames, and has to be whole all the same
    const fallback = setTimeout(() => setPainted(true), 200);
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setPainted(true)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      clearTimeout(fallback);
    };
  }, []);
  return isPainted;
}
