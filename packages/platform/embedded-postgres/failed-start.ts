import { readdirSync, readFileSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../start-error.ts";
import { explainFailure } from "./cluster.ts";

const ROOM = 2 ** 20; // below it PostgreSQL cannot even write why it stops

/** Why PostgreSQL ended while it started: it said so at once, its disk is full, or it stands in its log since `began`. */
export function explainEnd(output: string, data: string, began: number, free = freeBytes(data)): StartError {
  if (/FATAL|PANIC|No space left/.test(output)) return explainFailure(output);
  if (free < ROOM) return new StartError("DISK_FULL", {});
  const words = output.replace(/^.*(redirecting log output|Future log output).*$/gm, "").trim();
  return explainFailure(`${words}\n${logSince(data, began) || "it ended without a word"}`);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Lines begin with the time in UTC: `2026-11-23 03:18:03.777 UTC [27446] FATAL:  …` */
function logSince(data: string, began: number): string {
  const since = new Date(began).toISOString().replace("T", " ").slice(0, 23);
  try {
    const folder = join(data, "log");
    const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), "utf8").slice(-20_000).split("\n"));
    return lines.filter((line) => /FATAL|PANIC/.test(line) && line.slice(0, 23) >= since).sort()[0] ?? ""; // the first is the cause, later ones follow from it
  } catch {
    return "";
  }
}
