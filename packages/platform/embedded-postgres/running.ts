import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What postmaster.pid tells: https://www.postgresql.org/docs/18/storage-file-layout.html */
export interface PostmasterFile {
  pid: number;
  port: number;
  isReady: boolean;
}

export function readPostmasterFile(data: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    const pid = Number.parseInt(lines[0] ?? "", 10);
    return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" } : undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Stops a PostgreSQL that a killed server left behind on this data folder and removes a stale postmaster.pid,
 * also one whose process number now belongs to another program. Returns true when one had to be stopped.
 */
export async function clearLeftOver(data: string): Promise<boolean> {
  const file = readPostmasterFile(data);
  if (!file) return false;
  const isOurs = isAlive(file.pid) && isPostmasterOf(file.pid, data);
  if (isOurs) {
    // fast shutdown; then immediate, which recovers from the log at the next start; then by force
    for (const [signal, patience] of [
      ["SIGINT", 10_000],
      ["SIGQUIT", 5_000],
      ["SIGKILL", 2_000],
    ] as const) {
      signalQuietly(file.pid, signal);
      if (await hasEnded(file.pid, patience)) break;
    }
  }
  const now = readPostmasterFile(data);
  if (now && now.pid === file.pid) rmSync(join(data, "postmaster.pid"), { force: true });
  return isOurs;
}

export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {}
}

export async function hasEnded(pid: number, patience: number): Promise<boolean> {
  const until = Date.now() + patience;
  while (isAlive(pid)) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/** PostgreSQL's main process has its data folder as working folder; elsewhere than on Linux its command line is read. */
function isPostmasterOf(pid: number, data: string): boolean {
  if (process.platform === "win32") return true;
  try {
    return realpathSync(readlinkSync(`/proc/${pid}/cwd`)) === realpathSync(data);
  } catch {
    const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return (stdout ?? "").includes(data);
  }
}
