import type { Field, ObjectType } from "@keshu/catalog";
import type { Context } from "@keshu/kernel";
import { indexesOf } from "../schema/indexes.ts";
import { sqlTypeOf } from "../stored-type.ts";
import type { PendingWrite } from "../types.ts";
import { notUnique } from "./database-problem.ts";
import { encodeValue } from "./parse-input.ts";

/** Names, for new rows the database refused as duplicates, the fields whose values are taken. */
export async function findDuplicates(ctx: Context, object: ObjectType, rows: readonly PendingWrite[]): Promise<void> {
  for (const fields of [[object.fields.get("id") as Field], ...uniqueSets(object)]) {
    const asked = rows.filter((r) => isComplete(fields, r.values));
    for (const row of await takenAmong(ctx, object, fields, asked, [])) row.problems.push(notUnique(namesOf(fields)));
  }
  // What stood in the way is gone again: its transaction was rolled back.
  for (const row of rows) if (row.problems.length === 0) row.problems.push({ path: "", code: "CONFLICT" });
}

/**
 * Refuses changed rows whose unique values an earlier row of the batch or a record outside of it has, in one
 * question: the database would refuse them one by one, with the whole statement each time. What rows of the
 * batch take over from each other is left to the database.
 */
export async function refuseTaken(ctx: Context, object: ObjectType, rows: readonly PendingWrite[]): Promise<void> {
  const ids = rows.flatMap((r) => (r.stored ? [r.stored.id as string] : []));
  for (const fields of uniqueSets(object)) {
    const seen = new Set<string>();
    const asked = rows.filter((row) => {
      const values = { ...row.stored, ...row.values };
      if (!fields.some((f) => f.name in row.values) || !isComplete(fields, values)) return false;
      const key = fields.map((f) => encodeValue(f, values[f.name as keyof typeof values])).join("\0");
      if (seen.has(key)) row.problems.push(notUnique(namesOf(fields)));
      return !seen.has(key) && Boolean(seen.add(key));
    });
    for (const row of await takenAmong(ctx, object, fields, asked, ids)) row.problems.push(notUnique(namesOf(fields)));
  }
}

/** Refuses new rows as the unique indexes would, for a dry run that never meets them. */
export async function refuseClashes(ctx: Context, object: ObjectType, rows: readonly PendingWrite[]): Promise<void> {
  const sound = rows.filter((r) => r.problems.length === 0);
  const id = [object.fields.get("id") as Field];
  for (const row of await takenAmong(ctx, object, id, sound, [])) row.problems.push(notUnique(namesOf(id)));
  await refuseTaken(ctx, object, sound);
}

async function takenAmong(
  ctx: Context,
  object: ObjectType,
  fields: readonly Field[],
  rows: readonly PendingWrite[],
  except: readonly string[],
): Promise<PendingWrite[]> {
  if (rows.length === 0) return [];
  const arrays = fields.map((f) => rows.map((r) => encodeValue(f, { ...r.stored, ...r.values }[f.name])));
  const names = fields.map((_, i) => `k${i}`);
  const matches = fields.map((f, i) => `t."${f.column}" = v.k${i}::${sqlTypeOf(f)}`);
  const alive = fields[0]?.name === "id" ? "" : " and t.deleted_at is null";
  const { rows: taken } = await ctx.db.query<{ n: number }>(
    `select v.n::int as n from unnest(${arrays.map((_, i) => `$${i + 2}::text[]`).join(", ")}) with ordinality v(${names.join(", ")}, n)
     where exists (select 1 from ${object.table} t where ${matches.join(" and ")}${alive} and t.id <> all($1::uuid[]))`,
    [except, ...arrays],
  );
  return taken.flatMap(({ n }) => rows[n - 1] ?? []);
}

const namesOf = (fields: readonly Field[]): string[] => fields.map((f) => f.name);

function isComplete(fields: readonly Field[], values: Record<string, unknown>): boolean {
  return fields.every((f) => values[f.name] !== null && values[f.name] !== undefined);
}

function uniqueSets(object: ObjectType): Field[][] {
  return indexesOf(object)
    .filter((plan) => plan.isUnique)
    .map((plan) => plan.fields.map((name) => object.fields.get(name)).filter((f): f is Field => f !== undefined));
}
