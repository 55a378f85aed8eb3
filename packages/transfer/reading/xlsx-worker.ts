import { parentPort, workerData } from "node:worker_threads";
import { ApplicationError } from "@keshu/kernel";
import { readSheet } from "./xlsx-sheet.ts";
import { openWorkbook } from "./xlsx-workbook.ts";

// Reads a workbook off the request thread; sends batches of rows and waits when two are on their way.
const port = parentPort;
if (!port) throw new Error("xlsx-worker runs as a worker");
const { path, sheet } = workerData as { path: string; sheet: string | undefined };

let underway = 0;
let wake: (() => void) | null = null;
port.on("message", () => {
  underway--;
  wake?.();
});

try {
  const workbook = await openWorkbook(path);
  port.postMessage({ sheets: workbook.sheets.map((s) => s.name) });
  await readSheet(workbook, sheet, async (rows) => {
    while (underway >= 2) await new Promise<void>((resolve) => (wake = resolve));
    underway++;
    port.postMessage({ rows });
    return true;
  });
  port.postMessage({ done: true });
} catch (error) {
  if (error instanceof ApplicationError) port.postMessage({ code: error.code, params: error.params });
  else port.postMessage({ code: "FILE_CORRUPT", params: {} });
}
port.unref();
