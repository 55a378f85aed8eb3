import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, chownSync, existsSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { StartError } from "../start-error.ts";
import { binary, majorVersionOf } from "./binaries.ts";
import type { Folders } from "./folders.ts";
import { commandAs, type Identity } from "./identity.ts";

export type Settings = Record<string, string | number>;

/** Makes the database cluster on the first start (initdb, UTF-8, locale C.UTF-8, password sign-in) and writes its settings. */
export function prepareCluster(folders: Folders, identity: Identity, settings: Settings, isFirst: (first: true) => void): void {
  if (!existsSync(join(folders.data, "PG_VERSION"))) {
    isFirst(true);
    makeCluster(folders, identity);
  }
  const version = readFileSync(join(folders.data, "PG_VERSION"), "utf8").trim();
  if (version !== majorVersionOf()) throw new StartError("DATA_VERSION", { found: version, expected: majorVersionOf() });
  const lines = Object.entries({ ...defaultSettings(folders), ...settings }).map(([name, value]) => `${name} = '${value}'`);
  const file = join(folders.data, "keshu.conf");
  writeFileSync(file, `# Written at each start. Put your own settings in local.conf beside this file.\n${lines.join("\n")}\n`);
  chmodSync(file, 0o644); // readable for PostgreSQL's account whatever the umask; the folder is closed to others
}

export function readPassword(folders: Folders): string {
  return readFileSync(folders.password, "utf8").trim();
}

function makeCluster(folders: Folders, identity: Identity): void {
  if (!existsSync(folders.password)) writeFileSync(folders.password, randomBytes(24).toString("hex"), { mode: 0o600 });
  chmodSync(folders.password, 0o600);
  if (identity.kind === "account") chownSync(folders.password, identity.uid, identity.gid);
  const fresh = join(folders.home, "data.new"); // renamed when complete, so that an interrupted first start is simply repeated
  rmSync(fresh, { recursive: true, force: true });
  const locale = process.platform === "darwin" ? "en_US.UTF-8" : process.platform === "win32" ? "C" : "C.UTF-8";
  const { command, args, options } = commandAs(identity, binary(folders.binaries, "initdb"), [
    `--pgdata=${fresh}`,
    "--username=keshu",
    `--pwfile=${folders.password}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    `--locale=${locale}`,
    "--no-instructions",
    "--text-search-config=simple",
    "--data-checksums",
  ]);
  const { status, stderr, error } = spawnSync(command, args, {
    ...options,
    cwd: "/",
    encoding: "utf8",
    env: { PATH: process.env.PATH, LANG: "C", LC_MESSAGES: "C" },
  });
  if (status !== 0) throw explainFailure(`${stderr ?? ""}${error?.message ?? ""}`);
  appendFileSync(join(fresh, "postgresql.conf"), "\ninclude_if_exists 'keshu.conf'\ninclude_if_exists 'local.conf'\n");
  renameSync(fresh, folders.data);
}

/** The words of PostgreSQL as one of the lines a person can act on. */
export function explainFailure(output: string): StartError {
  if (/No space left on device|Disk quota exceeded/i.test(output)) return new StartError("DISK_FULL", {});
  const line = output
    .split("\n")
    .map((l) => l.trim())
    .findLast((l) => /FATAL|PANIC|error|could not/i.test(l));
  return new StartError("DATABASE_FAILED", { reason: line ?? (output.trim().split("\n").at(-1) || "?") });
}

/**
 * How much log bulk writes may fill, in MB, before a checkpoint comes earlier than its time: after each the pages written
 * to go into the log whole, so few of them are better. A small disk keeps the room for its data.
 */
function logSize(home: string): number {
  const { bavail, bsize } = statfsSync(home);
  return Math.max(1024, Math.min(2048, Math.floor((bavail * bsize) / 2 ** 20 / 16)));
}

function defaultSettings(folders: Folders): Settings {
  const limit = process.constrainedMemory();
  const memory = Math.floor((limit > 0 && limit < totalmem() ? limit : totalmem()) / 2 ** 20);
  const share = (part: number, least: number, most: number) => `${Math.max(least, Math.min(most, Math.floor(memory / part)))}MB`;
  return {
    ...(process.platform === "win32"
      ? { listen_addresses: "127.0.0.1" }
      : { listen_addresses: "", unix_socket_directories: folders.socket, unix_socket_permissions: "0700" }),
    max_connections: 100,
    shared_buffers: share(32, 64, 1024),
    effective_cache_size: share(2, 256, 1024 * 64),
    work_mem: share(1024, 4, 32),
    maintenance_work_mem: share(64, 32, 512),
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    restart_after_crash: "on",
    max_wal_size: `${logSize(folders.home)}MB`,
    checkpoint_timeout: "5min",
    random_page_cost: 1.1,
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    logging_collector: "on",
    log_directory: "log",
    log_filename: "postgresql-%a.log",
    log_truncate_on_rotation: "on",
    log_rotation_age: "1d",
    log_rotation_size: 0,
    // people's data must not reach the log
    log_statement: "none",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
  };
}
