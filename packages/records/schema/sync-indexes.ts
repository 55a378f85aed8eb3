import type { ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";
import { type IndexPlan, indexesOf, retiredIndexes } from "./indexes.ts";

const buildLock = 4_242_002;

export interface KnownIndexes {
  valid: ReadonlySet<string>;
  /** Tables with rows, whose indexes are made without stopping writers. */
  filled: ReadonlySet<string>;
}

export async function readIndexes(db: Database): Promise<KnownIndexes> {
  const indexes = await db.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_index i on i.indexrelid = c.oid where c.relnamespace = 'crm'::regnamespace and c.relkind = 'i' and i.indisvalid`,
  );
  const filled = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'crm'::regnamespace and relkind = 'r' and relpages > 0`,
  );
  return { valid: new Set(indexes.rows.map((r) => r.name)), filled: new Set(filled.rows.map((r) => r.name)) };
}

/** Makes the indexes a table lacks, then drops those they have replaced. */
export async function syncIndexes(db: Database, object: ObjectType, known: KnownIndexes, onBuild?: (object: ObjectType) => void): Promise<void> {
  if (missing(object, known).length > 0 && !known.filled.has(object.name)) {
    for (const plan of missing(object, known)) await db.query(`create ${kindOf(plan)} if not exists "${plan.name}" on ${plan.definition}`);
  } else if (missing(object, known).length > 0) {
    onBuild?.(object);
    await oneAtATime(db, async () => build(db, object, missing(object, await readIndexes(db))));
  }
  for (const name of retiredIndexes(object)) if (known.valid.has(name)) await db.unhurried(`drop index concurrently if exists crm."${name}"`);
}

const missing = (object: ObjectType, { valid }: KnownIndexes): IndexPlan[] => indexesOf(object).filter((plan) => !plan.isAdded && !valid.has(plan.name));
const kindOf = (plan: IndexPlan): string => (plan.isUnique ? "unique index" : "index");

async function build(db: Database, object: ObjectType, plans: readonly IndexPlan[]): Promise<void> {
  for (const plan of plans) {
    // A concurrent build that failed leaves an invalid index of the same name.
    await db.unhurried(`drop index concurrently if exists crm."${plan.name}"`);
    await db.unhurried(`create ${kindOf(plan)} concurrently if not exists "${plan.name}" on ${plan.definition}`);
  }
  // of an expression PostgreSQL knows nothing before it has looked at it
  if (plans.some((plan) => plan.isOfExpression)) await db.unhurried(`analyze ${object.table}`);
}

/**
 * What one server builds looks broken to another until it is done. They take turns, and ask for it again and again:
 * a server that waited inside PostgreSQL would hold a snapshot, for whose end a concurrent build waits.
 */
export async function oneAtATime<T>(db: Database, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const done = await db.transaction(async (tx) => {
      const { rows } = await tx.query<{ got: boolean }>("select pg_try_advisory_xact_lock($1) as got", [buildLock]);
      if (!rows[0]?.got) return null;
      await tx.query("set local idle_in_transaction_session_timeout = 0");
      return { result: await work() };
    });
    if (done) return done.result;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
