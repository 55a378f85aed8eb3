import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { StartError } from "../start-error.ts";
import { findBinaries } from "./binaries.ts";
import { canReach, type Identity, ownFolder } from "./identity.ts";

export interface Folders {
  /** The PostgreSQL programs. */
  binaries: string;
  /** Holds the three below; belongs to the account PostgreSQL runs as. */
  home: string;
  data: string;
  socket: string;
  password: string;
  /** Set when PostgreSQL's account cannot reach the data folder and the files lie elsewhere. */
  movedFrom?: string;
}

const ELSEWHERE = "/var/lib/keshu";
const POINTER = "postgres.location";
const OWNER = "owner"; // beside the database files that lie elsewhere: the data folder they belong to

/**
 * Where programs and files of the embedded database are, made when missing. Normally `<dataDir>/postgres`; when
 * the unprivileged account cannot reach that, a folder under /var/lib/keshu, noted in `<dataDir>/postgres.location`.
 * @throws StartError DATA_COPIED when that note came with a copy of another data folder, which uses those files itself
 */
export function prepareFolders(dataDir: string, identity: Identity): Folders {
  mkdirSync(dataDir, { recursive: true });
  const own = join(resolve(dataDir), "postgres");
  const pointer = join(resolve(dataDir), POINTER);
  let home = readNote(pointer) ?? own;
  if (!canReach(identity, dirname(home))) {
    home = join(ELSEWHERE, createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 12));
    mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
    if (existsSync(own) && !existsSync(home)) moveFolder(own, home);
    writeFileSync(pointer, `${home}\n`);
  }
  if (!existsSync(home)) mkdirSync(home, { mode: 0o700 });
  if (home !== own) claim(home, realpathSync(dataDir));
  ownFolder(identity, home);
  return {
    binaries: reachableBinaries(identity),
    home,
    data: join(home, "data"),
    socket: socketFolder(home, identity),
    password: join(home, "password"),
    ...(home === own ? {} : { movedFrom: own }),
  };
}

function claim(home: string, folder: string): void {
  const owner = readNote(join(home, OWNER));
  if (owner === folder) return;
  if (owner && readNote(join(owner, POINTER)) === home) throw new StartError("DATA_COPIED", { folder, owner, home });
  writeFileSync(join(home, OWNER), `${folder}\n`); // its first start, or the data folder was moved
}

function readNote(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}

/** The path of a Unix socket has at most 103 characters (macOS; 107 on Linux). */
function socketFolder(home: string, identity: Identity): string {
  const beside = join(home, "run");
  const folder = beside.length <= 80 ? beside : join(tmpdir(), `keshu-${createHash("sha256").update(home).digest("hex").slice(0, 12)}`);
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  ownFolder(identity, folder);
  const { uid, mode } = statSync(folder);
  const owner = identity.kind === "account" ? identity.uid : process.getuid?.();
  if (owner !== undefined && (uid !== owner || mode & 0o022))
    throw new StartError("FOLDER_REFUSED", { folder, reason: { zh: "它属于别的用户", en: "it belongs to somebody else" } }); // whoever owns it could put a socket of theirs in its place
  return folder;
}

function reachableBinaries(identity: Identity): string {
  const installed = findBinaries();
  if (canReach(identity, join(installed, "bin", "postgres")) && canReach(identity, join(installed, "lib"))) return installed;
  const version = basename(dirname(installed)) + versionOf(installed);
  const copy = join(ELSEWHERE, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    cpSync(installed, partial, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(partial, copy);
    } catch {
      rmSync(partial, { recursive: true, force: true }); // another server was quicker
    }
  }
  return copy;
}

function versionOf(binaries: string): string {
  const { version } = JSON.parse(readFileSync(join(binaries, "..", "package.json"), "utf8")) as { version: string };
  return `-${version}`;
}

function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    cpSync(from, `${to}.partial`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${to}.partial`, to);
    rmSync(from, { recursive: true, force: true });
  }
}
