import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { dataFolder } from "./database.ts";

export interface ServerProcess {
  url: string;
  /** Resident memory in MB. */
  memory(): number;
  /** The most it ever was. */
  peakMemory(): number;
  stop(): Promise<void>;
}

export const administrator = { email: "admin@bench.example", password: "Bench-password-2026" };

export async function startFloor(databaseUrl: string): Promise<ServerProcess> {
  return start(
    "floor",
    fileURLToPath(new URL("./floor/server.ts", import.meta.url)),
    { DATABASE_URL: databaseUrl },
    "/customers/00000000-0000-7000-8000-000000000000",
  );
}

/** The product's server as `npm start` runs it. */
export async function startOurs(databaseUrl: string): Promise<ServerProcess> {
  const environment = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: `${dataFolder}/ours`,
    KESHU_ADMIN_EMAIL: administrator.email,
    KESHU_ADMIN_PASSWORD: administrator.password,
    NODE_ENV: "production",
  };
  return start("ours", fileURLToPath(new URL("../apps/server/main.ts", import.meta.url)), environment, "/health");
}

const running = new Set<ChildProcess>();

/** Ends what still runs when the benchmark is interrupted. */
export function stopServers(): void {
  for (const child of running) child.kill("SIGTERM");
}

async function start(name: string, file: string, environment: Record<string, string>, readyPath: string): Promise<ServerProcess> {
  const port = await freePort();
  mkdirSync(dataFolder, { recursive: true });
  const log = createWriteStream(`${dataFolder}/${name}.log`);
  const child = spawn(process.execPath, [...process.execArgv, file], {
    env: { ...process.env, ...environment, PORT: String(port), HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, `${url}${readyPath}`, name);
  return {
    url,
    memory: () => memoryOf(child, "VmRSS"),
    peakMemory: () => memoryOf(child, "VmHWM"),
    stop: () => stop(child),
  };
}

function memoryOf(child: ChildProcess, line: "VmRSS" | "VmHWM"): number {
  return Number(new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}

async function untilReady(child: ChildProcess, url: string, name: string): Promise<void> {
  const until = Date.now() + 120_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The ${name} server ended at its start; see ${dataFolder}/${name}.log`);
    const status = await fetch(url).then(
      (r) => r.status,
      () => 0,
    );
    if (status === 200 || (status === 404 && name === "floor")) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`The ${name} server did not become ready; see ${dataFolder}/${name}.log`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
