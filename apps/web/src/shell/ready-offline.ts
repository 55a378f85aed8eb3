import { queryClient } from "../query-client.ts";

/** Once the page rests, loads code that will be asked for: without a network it could not come any more. The answer calls it off. */
export function readyOffline(parts: () => Promise<unknown>[]): () => () => void {
  let isDone = false;
  const load = () => {
    isDone = true;
    Promise.all(parts()).catch(() => {
      isDone = false; // tried again with the next page of its kind
    });
  };
  return () => {
    if (isDone) return () => undefined;
    let timer = setTimeout(() => {
      if (queryClient.isFetching() > 0) timer = setTimeout(load, 1500);
      else load();
    }, 400);
    return () => clearTimeout(timer);
  };
}
