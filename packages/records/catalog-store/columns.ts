import type { Field, ObjectType } from "@keshu/catalog";
import type { Database } from "@keshu/kernel";
import { numberExpression, sequenceOf } from "../schema/columns.ts";

/**
 * Takes a retired column of the same type, emptied, or adds one: a table has at most 1,600 columns in its life.
 * A column retired a moment ago may still be read by a statement under way, so it rests first.
 * @returns the column's name: the field's, unless a retired column still has it
 */
export async function makeColumn(tx: Database, object: ObjectType, wanted: string, sqlType: string): Promise<string> {
  const { rows: taken } = await tx.query<{ name: string }>(
    "select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped",
    [object.table],
  );
  const names = new Set(taken.map((r) => r.name));
  let column = wanted;
  for (let n = 2; names.has(column); n++) column = `${wanted}_${n}`;
  const { rows } = await tx.query<{ id: number; column_name: string }>(
    "select id, column_name from keshu.catalog_field where object = $1 and sql_type = $2 and removed_at < now() - interval '1 minute' order by column_name = $3 desc, removed_at limit 1",
    [object.name, sqlType, wanted],
  );
  const retired = rows[0];
  if (!retired) {
    await tx.query(`alter table ${object.table} add column "${column}" ${sqlType}${sqlType.endsWith("[]") ? " default '{}'" : ""}`);
    return column;
  }
  if (retired.column_name === wanted) column = wanted;
  // an auto-number drew its values by itself, and one an object was made with was never empty
  const byItself = sqlType.endsWith("[]") ? "set default '{}'" : "drop default";
  await tx.query(`alter table ${object.table} alter column "${retired.column_name}" drop not null, alter column "${retired.column_name}" ${byItself}`);
  await tx.query(`update ${object.table} set "${retired.column_name}" = null where "${retired.column_name}" is not null`);
  if (retired.column_name !== column) await tx.query(`alter table ${object.table} rename column "${retired.column_name}" to "${column}"`);
  await tx.query("delete from keshu.catalog_field where id = $1", [retired.id]);
  return column;
}

/** Records made from now on get a number, counted from one. */
export async function drawNumbers(tx: Database, object: ObjectType, field: Field): Promise<void> {
  await tx.query(`create sequence if not exists ${sequenceOf(object, field)} cache 1`);
  await tx.query(`alter sequence ${sequenceOf(object, field)} restart`);
  await tx.query(`alter table ${object.table} alter column "${field.column}" set default ${numberExpression(object, field)}`);
}

/** A retired column keeps no index: it would slow down writes that no longer know it. */
export async function dropIndexes(tx: Database, objectName: string, column: string): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(
    `select distinct c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_attribute a on a.attrelid = i.indrelid and a.attname = $2 and a.attnum = any(i.indkey)
     where i.indrelid = ('crm."' || $1 || '"')::regclass`,
    [objectName, column],
  );
  for (const { name } of rows) await tx.query(`drop index if exists crm."${name}"`);
}
