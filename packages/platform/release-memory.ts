import { performance } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: { type: "major"; execution: "async"; flavor: "last-resort" }) => Promise<void>;

export interface MemoryOptions {
  /** How often it looks, default every 5 seconds. */
  everyMs?: number;
  /** Bytes of heap from which on giving back is worth it, default 64 MB. */
  heap?: number;
  /** Share of time the event loop may have been busy since the last look, default 0.05. */
  quiet?: number;
}

/**
 * Gives memory back once a time of heavy work is over. V8 keeps what an import or a burst of batches made it grow to:
 * young space stays wide and dead objects stay in the old one until the next work asks for room, which on an idle server
 * may be tomorrow. So when the process has come to rest with a heap that has grown, it is collected and shrunk once.
 */
export function releaseMemoryWhenIdle(options: MemoryOptions = {}): { stop(): void } {
  const { everyMs = 5_000, heap = 64 * 2 ** 20, quiet = 0.05 } = options;
  const collect = findCollector();
  let before = performance.eventLoopUtilization();
  let settled = heap;
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > quiet || process.memoryUsage().heapTotal < settled * 1.25) return;
    void collect?.({ type: "major", execution: "async", flavor: "last-resort" }).then(
      () => {
        // what is left is in use: only what grows beyond it is looked at again
        settled = Math.max(heap, process.memoryUsage().heapTotal);
      },
      () => {},
    );
  }, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** V8's own collector, which Node shows only when asked (https://nodejs.org/api/cli.html#--expose-gc). */
function findCollector(): Collect | undefined {
  try {
    setFlagsFromString("--expose-gc");
    return runInNewContext("gc") as Collect;
  } catch {
    return undefined;
  }
}
