import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** "sync": the asynchronous form collects too, but gives no page back. It takes about as long as a slow request, and nobody waits. */
type Collect = (options: { type: "major"; execution: "sync"; flavor: "last-resort" }) => void;

export interface MemoryOptions {
  /** How often it looks, default every 5 seconds. */
  everyMs?: number;
  /** Bytes of heap from which on giving back is worth it, default 80 MB. */
  heap?: number;
  /** The same for all that is resident: a heap of middle size keeps buffers of others alive, default 160 MB. */
  resident?: number;
  /** Share of a processor used since the last look from which on it counts as busy, default 0.05. */
  quiet?: number;
}

/**
 * Gives memory back once a time of heavy work is over. V8 keeps what an import or a burst of batches made it grow to:
 * young space stays wide and dead objects stay in the old one until the next work asks for room, which on an idle server
 * may be tomorrow. So when the process has come to rest with a heap that has grown, it is collected and shrunk once.
 */
export function releaseMemoryWhenIdle(options: MemoryOptions = {}): { stop(): void } {
  const { everyMs = 5_000, heap = 80 * 2 ** 20, resident = 160 * 2 ** 20, quiet = 0.05 } = options;
  const collect = findCollector();
  let before = process.cpuUsage();
  let pause = 0;
  const timer = setInterval(() => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    if (--pause > 0 || (user + system) / 1000 / everyMs > quiet) return;
    const grown = process.memoryUsage();
    if (grown.heapTotal < heap && grown.rss < resident) return;
    collect?.({ type: "major", execution: "sync", flavor: "last-resort" });
    // what little was given back says that the rest is in use: looked at again much later
    pause = process.memoryUsage().rss > grown.rss * 0.9 ? 120 : 6;
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
