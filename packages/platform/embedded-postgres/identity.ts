import { spawnSync } from "node:child_process";
import { chownSync, existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** PostgreSQL refuses to run as root. This is who it runs as. */
export type Identity =
  | { kind: "same" }
  /** The server is root: a user namespace in which root's files belong to an ordinary account. Nothing changes on disk. */
  | { kind: "namespace"; uid: number }
  /** The server is root and namespaces are refused (containers, chroot): an existing unprivileged account. */
  | { kind: "account"; name: string; uid: number; gid: number };

interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** @throws when the server is root and there is no way to run PostgreSQL unprivileged. */
export function chooseIdentity(): Identity {
  if (process.platform === "win32" || process.getuid?.() !== 0) return { kind: "same" };
  const accounts = readAccounts();
  const account =
    ["keshu", "postgres", "nobody"].map((name) => accounts.find((a) => a.name === name)).find((a) => a !== undefined) ?? accounts.find((a) => a.uid >= 1000);
  if (!account) throw new Error("no unprivileged account in /etc/passwd");
  if (process.env.KESHU_DATABASE_ACCOUNT !== "1" && canMakeNamespace(account.uid)) return { kind: "namespace", uid: account.uid };
  return { kind: "account", ...account };
}

/** Command and options to spawn a program of PostgreSQL as that identity. */
export function commandAs(identity: Identity, program: string, args: string[]): { command: string; args: string[]; options: { uid?: number; gid?: number } } {
  if (identity.kind === "namespace") return { command: "unshare", args: [...namespaceArguments(identity.uid), program, ...args], options: {} };
  if (identity.kind === "account") return { command: program, args, options: { uid: identity.uid, gid: identity.gid } };
  return { command: program, args, options: {} };
}

/** Gives a folder and all in it to the account PostgreSQL runs as; nothing to do when it already belongs to it. */
export function ownFolder(identity: Identity, folder: string): void {
  if (process.platform === "win32" || process.getuid?.() !== 0) return;
  const uid = identity.kind === "account" ? identity.uid : 0;
  const gid = identity.kind === "account" ? identity.gid : 0;
  if (statSync(folder).uid !== uid) chownAll(folder, uid, gid);
}

/** True when the identity may enter every folder above `path`. */
export function canReach(identity: Identity, path: string): boolean {
  if (identity.kind !== "account") return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === identity.uid ? 0o100 : gid === identity.gid ? 0o010 : 0o001;
      if (statSync(folder).isDirectory() && !(mode & bit)) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

function namespaceArguments(uid: number): string[] {
  return ["--user", `--map-user=${uid}`, `--map-group=${uid}`];
}

function canMakeNamespace(uid: number): boolean {
  return spawnSync("unshare", [...namespaceArguments(uid), "true"], { stdio: "ignore" }).status === 0;
}

function readAccounts(): Account[] {
  let text = "";
  try {
    text = readFileSync("/etc/passwd", "utf8");
  } catch {}
  return text
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((account) => account.name !== "" && account.uid > 0);
}

function chownAll(path: string, uid: number, gid: number): void {
  for (const entry of readdirSync(path)) {
    const child = join(path, entry);
    const isFolder = lstatSync(child).isDirectory();
    if (isFolder) chownAll(child, uid, gid);
    else if (!lstatSync(child).isSymbolicLink()) chownSync(child, uid, gid);
  }
  chownSync(path, uid, gid); // last: its owner tells whether all below was done
}
