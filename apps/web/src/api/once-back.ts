import { isUnreachable } from "../outbox/deliver.ts";
import { isProblem } from "./problem.ts";

const pauses = [1_500, 5_000];
const longestWait = 20_000;

/**
 * Uploads are not kept for a session that ends or a server that is away: who holds the file sends it again, once the
 * person is back, and twice more where nobody answered.
 */
export async function onceBack<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      const pause = pauses[attempt];
      if (pause === undefined || !navigator.onLine) throw error;
      if (isUnreachable(error)) await new Promise((resolve) => setTimeout(resolve, Math.max(pause, Math.min(waitOf(error), longestWait))));
      else if (!isProblem(error, "UNAUTHENTICATED") || attempt > 0) throw error;
    }
  }
}

const waitOf = (error: unknown): number => (isProblem(error) ? (error.waitFor ?? 0) : 0);

/** So long an upload may take on the slowest line worth waiting for; a network that swallows it without a word would never end. */
export function uploadPatience(file: Blob): AbortSignal {
  return AbortSignal.timeout(60_000 + file.size / 16);
}
