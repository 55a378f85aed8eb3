import { Worker } from "node:worker_threads";
import { createError, type ErrorCode } from "@keshu/kernel";
import type { SourceRow } from "./csv.ts";

const MEMORY_MB = 640;

type Message = { rows?: SourceRow[]; sheets?: string[]; done?: boolean; code?: ErrorCode; params?: Record<string, string | number> };

/** Rows of a workbook's sheet, read in a worker thread with bounded memory. Ending the loop early ends the worker. */
export async function* readXlsx(path: string, options: { sheet?: string | undefined; onSheets?: (names: string[]) => void } = {}): AsyncGenerator<SourceRow[]> {
  const worker = new Worker(new URL("./xlsx-worker.ts", import.meta.url), {
    workerData: { path, sheet: options.sheet },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    stderr: true,
  });
  const queue: Message[] = [];
  let wake: (() => void) | null = null;
  const add = (message: Message): void => {
    queue.push(message);
    wake?.();
  };
  worker.on("message", add);
  worker.on("error", (error: NodeJS.ErrnoException) => add({ code: error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "FILE_EXPANDS_TOO_MUCH" : "FILE_CORRUPT" }));
  worker.on("exit", () => add({ code: "FILE_CORRUPT" }));
  try {
    while (true) {
      const message = queue.shift();
      if (!message) {
        await new Promise<void>((resolve) => (wake = resolve));
        wake = null;
        continue;
      }
      if (message.code) throw createError(message.code, message.params ? { params: message.params } : {});
      if (message.done) return;
      if (message.sheets) options.onSheets?.(message.sheets);
      if (message.rows) {
        worker.postMessage("next");
        yield message.rows;
      }
    }
  } finally {
    worker.removeAllListeners();
    worker.on("error", () => {});
    await worker.terminate();
  }
}
