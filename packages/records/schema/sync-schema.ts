import type { Catalog, ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";
import { columnsOf, primaryKeyOf, sequenceOf } from "./columns.ts";
import { readIndexes, syncIndexes } from "./sync-indexes.ts";

const schemaLock = 4_242_001;

/**
 * Makes tables, columns and indexes that the catalog has and the database lacks. Only ever adds; anything
 * else is a migration. Safe to run on every server at once and while others write.
 * `onBuild`: told of each object whose many records get a new index, which may take minutes.
 */
export async function syncSchema(db: Database, catalog: Catalog, onBuild?: (object: ObjectType) => void): Promise<void> {
  await withSchemaLock(db, async (tx) => {
    const known = await readColumns(tx);
    for (const object of catalog.objects) await syncTable(tx, object, known);
  });
  const known = await readIndexes(db);
  for (const object of catalog.objects) await syncIndexes(db, object, known, onBuild);
}

/** The same for one object. */
export async function syncObject(db: Database, object: ObjectType): Promise<void> {
  await withSchemaLock(db, async (tx) => syncTable(tx, object, await readColumns(tx)));
  await syncIndexes(db, object, await readIndexes(db));
}

/** Columns of each table. */
type KnownColumns = ReadonlyMap<string, ReadonlySet<string>>;

async function readColumns(db: Database): Promise<KnownColumns> {
  const columns = new Map<string, Set<string>>();
  const { rows } = await db.query<{ relation: string; column: string }>(
    `select c.relname as relation, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'crm'::regnamespace and c.relkind = 'r'`,
  );
  for (const row of rows) columns.set(row.relation, (columns.get(row.relation) ?? new Set()).add(row.column));
  return columns;
}

async function syncTable(db: Database, object: ObjectType, known: KnownColumns): Promise<void> {
  const existing = known.get(object.name);
  for (const field of object.fieldList) {
    if (field.type === "auto_number" && !existing?.has(field.column)) await db.query(`create sequence if not exists ${sequenceOf(object, field)} cache 1`);
  }
  const plans = columnsOf(object);
  if (!existing) {
    await db.query(`create table ${object.table} (${plans.map((c) => `"${c.name}" ${c.definition}`).join(", ")}, ${primaryKeyOf(object)})`);
    return;
  }
  const missing = plans.filter((c) => !existing.has(c.name));
  if (missing.length === 0) return;
  // A required column joins a table that may have rows: it starts without the constraint.
  const additions = missing.map((c) => `add column if not exists "${c.name}" ${c.definition.replace(/ not null$/, "")}`);
  await db.query(`alter table ${object.table} ${additions.join(", ")}`);
}

/**
 * Runs schema changes with a short lock timeout and tries again, so that writers never queue behind them for long.
 */
export async function withSchemaLock<T>(db: Database, work: (tx: Database) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(async (tx) => {
        await tx.query("select pg_advisory_xact_lock($1)", [schemaLock]);
        await tx.query("set local lock_timeout = '150ms'");
        return await work(tx);
      });
    } catch (error) {
      const isLockTimeout = (error as { code?: string }).code === "55P03";
      if (!isLockTimeout || attempt >= 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80));
    }
  }
}
