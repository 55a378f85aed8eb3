import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Database } from "@keshu/kernel";
import { StartError } from "./start-error.ts";

/** A folder of `NNNN-name.sql` files, named after the package or module that owns it. */
export interface MigrationSource {
  source: string;
  directory: URL | string;
}

export interface MigrationResult {
  applied: string[];
  /** Applied earlier with other content: a file was edited after its release. */
  changed: string[];
}

interface MigrationFile {
  source: string;
  name: string;
  sql: string;
  checksum: string;
}

const LOCK = 7_305_201_126; // any number no other advisory lock of ours uses

/**
 * Applies what is missing, in the order of the sources, then by number, each file once and in a transaction of its own.
 * Servers that start together wait for each other. @throws StartError MIGRATION_FAILED
 */
export async function runMigrations(db: Database, sources: readonly MigrationSource[]): Promise<MigrationResult> {
  const files = sources.flatMap(readSource);
  await db.transaction(async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock($1)", [LOCK]); // CREATE … IF NOT EXISTS alone fails when two servers race
    await tx.query(`CREATE SCHEMA IF NOT EXISTS keshu;
      CREATE TABLE IF NOT EXISTS keshu.migration (source text, name text, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (source, name))`);
  });
  const known = await readApplied(db);
  const result: MigrationResult = { applied: [], changed: [] };
  for (const file of files) {
    const checksum = known.get(`${file.source}/${file.name}`);
    if (checksum === undefined) {
      if (await applyOne(db, file)) result.applied.push(`${file.source}/${file.name}`);
    } else if (checksum !== file.checksum) result.changed.push(`${file.source}/${file.name}`);
  }
  return result;
}

async function applyOne(db: Database, file: MigrationFile): Promise<boolean> {
  try {
    return await db.transaction(async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
      await tx.query("SET LOCAL statement_timeout = 0");
      const { rowCount } = await tx.query("SELECT FROM keshu.migration WHERE source = $1 AND name = $2", [file.source, file.name]);
      if (rowCount) return false; // another server was quicker
      await tx.query(file.sql);
      await tx.query("INSERT INTO keshu.migration (source, name, checksum) VALUES ($1, $2, $3)", [file.source, file.name, file.checksum]);
      return true;
    });
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : (error as Error).message;
    throw new StartError("MIGRATION_FAILED", { name: `${file.source}/${file.name}`, reason }, error);
  }
}

async function readApplied(db: Database): Promise<Map<string, string>> {
  const { rows } = await db.query<{ source: string; name: string; checksum: string }>("SELECT source, name, checksum FROM keshu.migration");
  return new Map(rows.map((row) => [`${row.source}/${row.name}`, row.checksum]));
}

function readSource({ source, directory }: MigrationSource): MigrationFile[] {
  const folder = typeof directory === "string" ? directory : fileURLToPath(directory);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  for (const [i, name] of names.entries()) {
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name)) throw new Error(`A migration is named NNNN-name.sql, not ${source}/${name}`);
    if (names[i - 1]?.slice(0, 4) === name.slice(0, 4)) throw new Error(`Two migrations of ${source} have the number ${name.slice(0, 4)}`);
  }
  return names.map((name) => {
    const sql = readFileSync(`${folder}/${name}`, "utf8").replaceAll("\r\n", "\n");
    return { source, name, sql, checksum: createHash("sha256").update(sql).digest("hex").slice(0, 16) };
  });
}
