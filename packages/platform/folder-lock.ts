import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isAlive } from "./embedded-postgres/running.ts";
import { StartError } from "./start-error.ts";

/**
 * Keeps a second server off a data folder. A lock left by a killed one is taken over; one that is just stopping is
 * waited for (`patience` milliseconds, default 3,000). @throws StartError ALREADY_RUNNING
 */
export function lockFolder(folder: string, patience = 3_000): { release(): void } {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return tryLock(folder);
    } catch (error) {
      if (!(error instanceof StartError) || Date.now() >= until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50); // nothing else happens at this point of a start
    }
  }
}

function tryLock(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "server.lock");
  const own = `${process.pid} ${startOf(process.pid)}`;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, own);
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(draft, file); // appears with its content or not at all
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt > 5) throw error;
        const holder = readHolder(file);
        if (holder && isAlive(holder.pid) && holder.start === startOf(holder.pid))
          throw new StartError("ALREADY_RUNNING", { pid: holder.pid, folder: resolve(folder) });
        rmSync(file, { force: true });
      }
    }
    if (readFileSync(file, "utf8") !== own) throw new StartError("ALREADY_RUNNING", { pid: readHolder(file)?.pid ?? "?", folder: resolve(folder) });
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release() {
      if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

function readHolder(file: string): { pid: number; start: string } | undefined {
  try {
    const [pid, start = ""] = readFileSync(file, "utf8").trim().split(" ");
    return Number(pid) > 0 ? { pid: Number(pid), start } : undefined;
  } catch {
    return undefined;
  }
}

/** When a process began, so that a reused process number is not taken for the former holder (proc(5): field 22 of stat). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
