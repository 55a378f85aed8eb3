import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
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
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return !isZombie(pid);
}

/** It has ended, but its parent has not asked how: for ever, in a container whose first process is no init. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
  } catch {
    return false;
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
  if (!isAlive(file.pid) || !isOurs) await endOrphans(data);
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

/**
 * When the main process was killed, the others leave only when they next look around, and until then a new one is
 * refused ("pre-existing shared memory block"). They work in the data folder, which tells them from other programs.
 */
async function endOrphans(data: string): Promise<void> {
  for (let round = 0; round < 100; round++) {
    const pids = processesIn(data);
    if (!pids.length) return;
    for (const pid of pids) signalQuietly(pid, round < 50 ? "SIGQUIT" : "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Linux only; elsewhere the new main process is started again until the old ones are gone. */
function processesIn(data: string): number[] {
  if (process.platform !== "linux") return [];
  const folder = realpathSync(data);
  return readdirSync("/proc").flatMap((name) => {
    try {
      const isPostgres =
        /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder && /\/postgres( \(deleted\))?$/.test(readlinkSync(`/proc/${name}/exe`));
      return isPostgres ? [Number(name)] : [];
    } catch {
      return []; // it has just ended
    }
  });
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
