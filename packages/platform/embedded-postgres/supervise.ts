import { type ChildProcess, spawn } from "node:child_process";
import { binary } from "./binaries.ts";
import { explainFailure } from "./cluster.ts";
import { explainEnd } from "./failed-start.ts";
import type { Folders } from "./folders.ts";
import { commandAs, type Identity } from "./identity.ts";
import { clearLeftOver, hasEnded, readPostmasterFile, signalQuietly } from "./running.ts";

export interface Supervised {
  pid(): number | undefined;
  restarts(): number;
  stop(): Promise<void>;
}

export interface SupervisorEvents {
  onDied(detail: { signal: string | null; code: number | null }): void;
  onBack(detail: { milliseconds: number }): void;
  /** It does not come back: reported once for each reason, tried again for ever. */
  onFailing(error: Error): void;
}

const READY_PATIENCE = 300_000; // recovery after a crash may replay 2 GB of log

/** Starts PostgreSQL, waits until it is ready, and starts it again whenever it dies until `stop()`. */
export async function supervise(folders: Folders, identity: Identity, port: number | undefined, events: SupervisorEvents): Promise<Supervised> {
  let child: ChildProcess | undefined;
  let isStopping = false;
  let restarts = 0;
  let lastFailure = "";

  async function startOnce(): Promise<void> {
    const { command, args, options } = commandAs(identity, binary(folders.binaries, "postgres"), ["-D", folders.data, ...(port ? ["-p", String(port)] : [])]);
    // a process group of its own: Ctrl-C in a terminal reaches the server only, which then stops the database in order
    const started = spawn(command, args, {
      ...options,
      cwd: "/",
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
      env: { PATH: process.env.PATH, LANG: "C", LC_MESSAGES: "C" },
    });
    child = started;
    let output = "";
    started.stderr?.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-4_000);
    });
    let failure: Error | undefined;
    const ended = new Promise<void>((resolve) => {
      started.once("error", (error) => {
        failure = explainFailure(`could not start: ${error.message}`);
        resolve();
      });
      started.once("exit", () => resolve());
    });
    const began = Date.now();
    const until = began + READY_PATIENCE;
    for (;;) {
      const state = readPostmasterFile(folders.data);
      if (state?.isReady && state.pid === started.pid) break;
      const hasExited = await Promise.race([ended.then(() => true), new Promise<false>((resolve) => setTimeout(() => resolve(false), 15))]);
      if (hasExited) {
        await new Promise((resolve) => setTimeout(resolve, 20)); // let the last words arrive
        throw failure ?? explainEnd(output, folders.data, began);
      }
      if (Date.now() > until) throw explainFailure("could not become ready in time");
    }
    started.once("exit", (code, signal) => void recover(code, signal));
  }

  async function recover(code: number | null, signal: string | null): Promise<void> {
    if (isStopping) return;
    const since = Date.now();
    events.onDied({ code, signal });
    for (let attempt = 0; !isStopping; attempt++) {
      try {
        if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, attempt < 20 ? 100 : 5_000));
        await clearLeftOver(folders.data);
        if (isStopping) return;
        await startOnce();
        restarts++;
        lastFailure = "";
        events.onBack({ milliseconds: Date.now() - since });
        return;
      } catch (error) {
        if (attempt >= 20 && (error as Error).message !== lastFailure) {
          lastFailure = (error as Error).message;
          events.onFailing(error as Error);
        }
      }
    }
  }

  const onExit = () => {
    if (child?.pid && child.exitCode === null) signalQuietly(child.pid, "SIGINT");
  };
  await startOnce();
  process.once("exit", onExit);
  return {
    pid: () => child?.pid,
    restarts: () => restarts,
    async stop() {
      isStopping = true;
      process.off("exit", onExit);
      const pid = child?.pid;
      if (!pid || child?.exitCode !== null || child.signalCode !== null) return;
      for (const [signal, patience] of [
        ["SIGINT", 20_000],
        ["SIGQUIT", 5_000],
        ["SIGKILL", 2_000],
      ] as const) {
        signalQuietly(pid, signal);
        if (await hasEnded(pid, patience)) return;
      }
    },
  };
}
