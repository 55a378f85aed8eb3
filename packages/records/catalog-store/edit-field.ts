import { type Field, type FieldDefinition, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError, type Database, type Problem } from "@keshu/kernel";
import { syncObject, withSchemaLock } from "../schema/sync-schema.ts";
import { actorOf } from "../write/create.ts";
import { failWith } from "../write/failure.ts";
import { currentCatalog, loadCatalog, standardObjects } from "./current.ts";
import { definitionProblems, labelProblems } from "./definition-problems.ts";
import { publishCatalog } from "./publish.ts";

/**
 * Adds a field with a column of its own, while others write. Answers when every server knows it.
 * @throws FORBIDDEN, UNKNOWN_OBJECT, VALIDATION_FAILED
 */
export async function addField(ctx: Context, objectName: string, definition: FieldDefinition): Promise<Field> {
  const object = await editable(ctx, objectName);
  const problems: Problem[] = definitionProblems([definition], object as never, () => "");
  if (object.fields.has(definition.name)) problems.push({ path: "name", code: "NAME_TAKEN", params: { value: definition.name } });
  if (problems.length) throw failWith(problems);
  const draft: Field = { ...definition, column: definition.name, system: false, custom: true, searchable: false, required: false, unique: false };
  const sqlType = fieldType(definition.type).sqlType(draft);
  await withSchemaLock(ctx.db, async (tx) => {
    const column = await makeColumn(tx, object, definition.name, sqlType);
    if (definition.type === "money") await tx.query(`alter table ${object.table} add column if not exists "${column}_currency" text`);
    await tx.query("insert into keshu.catalog_field (object, name, definition, column_name, sql_type, created_by) values ($1, $2, $3::jsonb, $4, $5, $6)", [
      objectName,
      definition.name,
      JSON.stringify(definition),
      column,
      sqlType,
      actorOf(ctx),
    ]);
  });
  await publishCatalog(ctx);
  const changed = currentCatalog().byName.get(objectName) as ObjectType;
  try {
    await syncObject(ctx.db, changed);
  } catch (error) {
    // A unique index over what is there already cannot fail on a new column, but a lost connection can.
    await retire(ctx, objectName, definition.name);
    throw error;
  }
  return changed.fields.get(definition.name) as Field;
}

/**
 * Takes a retired column of the same type, emptied, or adds one: a table has at most 1,600 columns in its life.
 * A column retired a moment ago may still be read by a statement under way, so it rests first.
 * @returns the column's name: the field's, unless a retired column still has it
 */
async function makeColumn(tx: Database, object: ObjectType, wanted: string, sqlType: string): Promise<string> {
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
  await tx.query(`update ${object.table} set "${retired.column_name}" = null where "${retired.column_name}" is not null`);
  if (retired.column_name !== column) await tx.query(`alter table ${object.table} rename column "${retired.column_name}" to "${column}"`);
  await tx.query("delete from keshu.catalog_field where id = $1", [retired.id]);
  return column;
}

const changeable = [
  "label",
  "help",
  "required",
  "default",
  "options",
  "maxLength",
  "min",
  "max",
  "decimals",
  "pattern",
  "sensitivity",
  "group",
  "emptyValue",
  "aliases",
  "searchable",
] as const;

/**
 * Changes words, options and checks of a field, standard ones too; its name and type stay.
 * @throws FORBIDDEN, UNKNOWN_OBJECT, NOT_FOUND, STANDARD_DEFINITION, VALIDATION_FAILED
 */
export async function updateField(ctx: Context, objectName: string, fieldName: string, patch: Partial<FieldDefinition>): Promise<Field> {
  const object = await editable(ctx, objectName);
  const field = object.fields.get(fieldName);
  if (!field) throw createError("NOT_FOUND");
  const problems: Problem[] = [];
  const clean: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(patch)) {
    if ((changeable as readonly string[]).includes(name)) clean[name] = value;
    else problems.push({ path: name, code: "READ_ONLY" });
  }
  if (field.system && Object.keys(clean).some((n) => n !== "label" && n !== "help")) throw createError("STANDARD_DEFINITION");
  if (patch.label) problems.push(...labelProblems(patch.label, "label"));
  // A standard option may be retired but not taken away: rules and old records name it.
  if (patch.options && !field.custom) {
    const kept = new Set(patch.options.map((o) => o.value));
    const declared = standardObjects()
      .find((o) => o.name === objectName)
      ?.fields.find((f) => f.name === fieldName);
    for (const option of declared?.options ?? []) if (!kept.has(option.value)) problems.push({ path: "options", code: "IN_USE" });
  }
  if (patch.options)
    problems.push(...definitionProblems([{ ...field, ...patch } as FieldDefinition], object as never, () => "").filter((p) => p.path.startsWith("options")));
  if (problems.length) throw failWith(problems);
  if (field.custom) {
    await ctx.db.query("update keshu.catalog_field set definition = definition || $3::jsonb where object = $1 and name = $2 and removed_at is null", [
      objectName,
      fieldName,
      JSON.stringify(clean),
    ]);
  } else {
    await ctx.db.query(
      "insert into keshu.catalog_override (object, field, definition) values ($1, $2, $3::jsonb) on conflict (object, field) do update set definition = catalog_override.definition || excluded.definition",
      [objectName, fieldName, JSON.stringify(clean)],
    );
  }
  await publishCatalog(ctx);
  return currentCatalog().byName.get(objectName)?.fields.get(fieldName) as Field;
}

/**
 * Takes a custom field out of use everywhere, then sets its column aside for a later field.
 * @throws FORBIDDEN, UNKNOWN_OBJECT, NOT_FOUND, STANDARD_DEFINITION, IN_USE for the title
 */
export async function removeField(ctx: Context, objectName: string, fieldName: string): Promise<void> {
  const object = await editable(ctx, objectName);
  const field = object.fields.get(fieldName);
  if (!field) throw createError("NOT_FOUND");
  if (!field.custom || field.companionOf) throw createError("STANDARD_DEFINITION");
  if (object.titleField === fieldName) throw createError("IN_USE");
  await retire(ctx, objectName, fieldName);
}

async function retire(ctx: Context, objectName: string, fieldName: string): Promise<void> {
  const { rows } = await ctx.db.query<{ column_name: string }>(
    "update keshu.catalog_field set removed_at = now() where object = $1 and name = $2 and removed_at is null returning column_name",
    [objectName, fieldName],
  );
  const row = rows[0];
  if (!row) {
    await removeDeclared(ctx, objectName, fieldName);
    return;
  }
  await publishCatalog(ctx);
  await withSchemaLock(ctx.db, (tx) => dropIndexes(tx, objectName, row.column_name));
}

async function dropIndexes(tx: Database, objectName: string, column: string): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(
    `select distinct c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_attribute a on a.attrelid = i.indrelid and a.attname = $2 and a.attnum = any(i.indkey)
     where i.indrelid = ('crm."' || $1 || '"')::regclass`,
    [objectName, column],
  );
  for (const { name } of rows) await tx.query(`drop index if exists crm."${name}"`);
}

/** A field an object was made with stands in the object's own definition. */
async function removeDeclared(ctx: Context, objectName: string, fieldName: string): Promise<void> {
  const { rows } = await ctx.db.query<{ definition: { fields: FieldDefinition[] } }>(
    "select definition from keshu.catalog_object where name = $1 and removed_at is null",
    [objectName],
  );
  const definition = rows[0]?.definition;
  const declared = definition?.fields.find((f) => f.name === fieldName);
  if (!definition || !declared) throw createError("STANDARD_DEFINITION");
  await ctx.db.transaction(async (tx) => {
    await tx.query("update keshu.catalog_object set definition = $2::jsonb where name = $1", [
      objectName,
      JSON.stringify({ ...definition, fields: definition.fields.filter((f) => f.name !== fieldName) }),
    ]);
    const sqlType = fieldType(declared.type).sqlType(declared as Field);
    await tx.query("insert into keshu.catalog_field (object, name, definition, column_name, sql_type) values ($1, $2, $3::jsonb, $2, $4)", [
      objectName,
      fieldName,
      JSON.stringify(declared),
      sqlType,
    ]);
  });
  await retire(ctx, objectName, fieldName);
}

async function editable(ctx: Context, objectName: string): Promise<ObjectType> {
  if (!ctx.principal.may("catalog.update")) throw createError("FORBIDDEN");
  const object = (await loadCatalog(ctx.db)).byName.get(objectName);
  if (!object) throw createError("UNKNOWN_OBJECT");
  return object;
}
