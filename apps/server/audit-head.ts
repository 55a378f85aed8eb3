import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "@keshu/kernel";
import { auditStart, holdsHead } from "@keshu/people";
import type { Logger } from "@keshu/platform";

interface Place {
  position: number;
  hash: string;
}

interface Line extends Place {
  at: number;
  isStart: boolean;
}

const largest = 4 * 1024 * 1024;
const dayMs = 86_400_000;

/**
 * Notes the head of the audit chain beside the database, `time position hash` a line, and with `start` before the position
 * where its kept part begins. A log that was cut at either end, or rewritten, no longer fits them.
 */
export function createHeadNotes(dataDir: string, auditDays = 0) {
  const file = join(dataDir, "audit-head.log");
  const write = (text: string): void => {
    mkdirSync(dataDir, { recursive: true }); // with a database elsewhere nothing else may have made it yet
    appendFileSync(file, text, { mode: 0o600 });
  };
  return {
    note(head: Place): void {
      if (existsSync(file) && statSync(file).size > largest) turnOver(file, write);
      write(lineOf(head));
    },
    /** Called before events are let go: a beginning that is not noted here was not made by this server. */
    noteStart(start: Place): void {
      write(lineOf(start, "start "));
    },
    /** Looks whether the database still holds what was noted; says so loudly when it does not. */
    async check(db: Database, log: Logger): Promise<boolean> {
      const lines = linesOf(file);
      const start = await auditStart(db);
      const refuse = (position: number, text: string): false => {
        log.error({ file, position }, `the audit log ${text}: it was cut or changed, or another database was restored`);
        return false;
      };
      if (!isKnownStart(start, lines, auditDays)) return refuse(start.position, "begins where no server let it begin");
      const head = lines.findLast((line) => !line.isStart);
      if (head && !(await holdsHead(db, head))) return refuse(head.position, "does not hold the head that was noted");
      if (!lines.some((line) => line.isStart)) write(lineOf(start, "start "));
      return true;
    },
  };
}

/**
 * A beginning must be one that was noted. Another server on the same database, which has a file of its own, may have moved
 * it since: then only over events that were in this file's chain longer ago than they are kept.
 */
function isKnownStart(start: Place, lines: readonly Line[], auditDays: number): boolean {
  const starts = lines.filter((line) => line.isStart);
  if (starts.length === 0 || start.position === 0) return true; // from before beginnings were noted; nothing was let go
  if (starts.some((line) => line.position === start.position && line.hash === start.hash)) return true;
  const noted = lines.find((line) => !line.isStart && line.position >= start.position);
  return auditDays > 0 && noted !== undefined && Date.now() - noted.at > auditDays * dayMs;
}

/** What has to be known for ever goes along into the new file. */
function turnOver(file: string, write: (text: string) => void): void {
  const start = linesOf(file).findLast((line) => line.isStart);
  renameSync(file, `${file}.1`);
  if (start) write(lineOf(start, "start "));
}

function lineOf({ position, hash }: Place, kind = ""): string {
  return `${new Date().toISOString()} ${kind}${position} ${hash}\n`;
}

function linesOf(file: string): Line[] {
  const text = [`${file}.1`, file].map((path) => (existsSync(path) ? readFileSync(path, "utf8") : "")).join("");
  return text.split("\n").flatMap((line): Line[] => {
    const found = /^(\S+) (start )?(\d+) ([0-9a-f]{64})$/.exec(line);
    return found ? [{ at: Date.parse(found[1] as string), isStart: found[2] !== undefined, position: Number(found[3]), hash: found[4] as string }] : [];
  });
}
