import type { Database } from "@keshu/kernel";
import { loadCatalog } from "../catalog-store/current.ts";
import { type IndexPlan, indexesOf } from "./indexes.ts";
import { oneAtATime } from "./sync-indexes.ts";

/** A combination that cannot be kept unique, because of what is stored, and PostgreSQL's reason. It has been withdrawn. */
export interface Withdrawn {
  object: string;
  fields: readonly string[];
  error: unknown;
}

/** Values that are there twice, and ones too long for an index. Anything else may pass by itself. */
const reasons = new Set(["23505", "54000"]);

/**
 * Brings the indexes of combinations added at run time in line with what is asked for, while others write: makes those
 * that lack, drops those taken back, also what a server that stopped in between has left.
 */
export async function settleAddedUnique(db: Database): Promise<Withdrawn[]> {
  const isSettled = ({ strays, missing }: Difference): boolean => strays.length + missing.length === 0;
  if (isSettled(await compare(db))) return [];
  return oneAtATime(db, async () => {
    const { strays, missing } = await compare(db);
    for (const name of strays) await drop(db, name);
    const withdrawn: Withdrawn[] = [];
    for (const { object, plan } of missing) {
      const error = await build(db, plan);
      if (error === undefined) continue;
      await db.query("delete from keshu.catalog_unique where object = $1 and fields = $2", [object, plan.fields]);
      withdrawn.push({ object, fields: plan.fields, error });
    }
    if (withdrawn.length > 0) {
      await db.query("update keshu.catalog_version set version = version + 1");
      await loadCatalog(db);
    }
    return withdrawn;
  });
}

interface Difference {
  /** Indexes nobody asks for, or whose making was cut short. */
  strays: string[];
  missing: { object: string; plan: IndexPlan }[];
}

async function compare(db: Database): Promise<Difference> {
  // The indexes first: one that is there was asked for before, and its row can be seen by now.
  const { rows: present } = await db.query<{ name: string; valid: boolean }>(
    `select c.relname as name, i.indisvalid as valid from pg_class c join pg_index i on i.indexrelid = c.oid where c.relnamespace = 'crm'::regnamespace and c.relname like '%+%'`,
  );
  const valid = new Set(present.filter((index) => index.valid).map((index) => index.name));
  const wanted = (await loadCatalog(db)).objects.flatMap((object) => addedPlans(indexesOf(object)).map((plan) => ({ object: object.name, plan })));
  const names = new Set(wanted.map(({ plan }) => plan.name));
  return {
    strays: present.filter((index) => !index.valid || !names.has(index.name)).map((index) => index.name),
    missing: wanted.filter(({ plan }) => !valid.has(plan.name)),
  };
}

/** The plans of combinations added at run time. */
export function addedPlans(plans: readonly IndexPlan[]): IndexPlan[] {
  return plans.filter((plan) => plan.isAdded);
}

/** @returns why what is stored does not allow it */
async function build(db: Database, plan: IndexPlan): Promise<unknown> {
  try {
    await db.unhurried(`create unique index concurrently if not exists "${plan.name}" on ${plan.definition}`);
    return undefined;
  } catch (error) {
    await drop(db, plan.name);
    if (reasons.has((error as { code?: string }).code ?? "")) return error;
    throw error;
  }
}

async function drop(db: Database, name: string): Promise<void> {
  await db.unhurried(`drop index concurrently if exists crm."${name}"`);
}
