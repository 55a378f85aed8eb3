import { appendFileSync, existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "@keshu/kernel";
import { holdsHead } from "@keshu/people";
import type { Logger } from "@keshu/platform";

interface Head {
  position: number;
  hash: string;
}

const largest = 4 * 1024 * 1024;

/** Notes the head of the audit chain beside the database, `time position hash` a line: a cut or rewritten log no longer holds it. */
export function createHeadNotes(dataDir: string) {
  const file = join(dataDir, "audit-head.log");
  return {
    note(head: Head): void {
      if (existsSync(file) && statSync(file).size > largest) renameSync(file, `${file}.1`);
      appendFileSync(file, `${new Date().toISOString()} ${head.position} ${head.hash}\n`, { mode: 0o600 });
    },
    /** Looks whether the database still holds what was noted last; says so loudly when it does not. */
    async check(db: Database, log: Logger): Promise<boolean> {
      const noted = lastOf(file);
      if (!noted || (await holdsHead(db, noted))) return true;
      log.error(
        { file, position: noted.position },
        "the audit log does not hold the head that was noted: it was cut or changed, or another database was restored",
      );
      return false;
    },
  };
}

function lastOf(file: string): Head | null {
  for (const path of [file, `${file}.1`]) {
    const line = existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n").at(-1) : undefined;
    const found = /^\S+ (\d+) ([0-9a-f]{64})$/.exec(line ?? "");
    if (found) return { position: Number(found[1]), hash: found[2] as string };
  }
  return null;
}
