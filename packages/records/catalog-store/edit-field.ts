import { type Field, type FieldDefinition, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError, type Database, inLocale, type Problem, within } from "@keshu/kernel";
import { syncObject, withSchemaLock } from "../schema/sync-schema.ts";
import { actorOf } from "../write/create.ts";
import { failWith } from "../write/failure.ts";
import { runAfterRemoval } from "../write/rule-registry.ts";
import { drawNumbers, dropIndexes, makeColumn } from "./columns.ts";
import { currentCatalog, loadCatalog, standardObjects } from "./current.ts";
import { definitionProblems } from "./definition-problems.ts";
import { publishCatalog } from "./publish.ts";
import { readDefaults } from "./read-defaults.ts";
import { labelsOf } from "./unique-problems.ts";

/**
 * Adds a field with a column of its own, while others write. Answers when every server knows it.
 * @throws FORBIDDEN, UNKNOWN_OBJECT, VALIDATION_FAILED
 */
export async function addField(ctx: Context, objectName: string, given: FieldDefinition): Promise<Field> {
  const definition = await withSchemaLock(ctx.db, async (tx) => {
    // Under the lock the object is as the last edit left it, whoever made that.
    const object = await editable(within(ctx, tx), objectName);
    const { field, problems } = readDefaults(given, object as never);
    problems.unshift(...definitionProblems([field], object as never, object.fieldList, () => ""));
    if (problems.length) throw failWith(problems);
    await insertField(ctx, tx, object, field);
    return field;
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

async function insertField(ctx: Context, tx: Database, object: ObjectType, definition: FieldDefinition): Promise<void> {
  const draft: Field = { ...definition, column: definition.name, system: false, custom: true, searchable: false, required: false, unique: false };
  const sqlType = fieldType(definition.type).sqlType(draft);
  const column = await makeColumn(tx, object, definition.name, sqlType);
  if (definition.type === "money") await tx.query(`alter table ${object.table} add column if not exists "${column}_currency" text`);
  if (definition.type === "auto_number") await drawNumbers(tx, object, { ...draft, column });
  await tx.query("insert into keshu.catalog_field (object, name, definition, column_name, sql_type, created_by) values ($1, $2, $3::jsonb, $4, $5, $6)", [
    object.name,
    definition.name,
    JSON.stringify(definition),
    column,
    sqlType,
    actorOf(ctx),
  ]);
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
  // A standard option may be retired but not taken away: rules and old records name it.
  if (patch.options && !field.custom) {
    const kept = new Set(patch.options.map((o) => o.value));
    const declared = standardObjects()
      .find((o) => o.name === objectName)
      ?.fields.find((f) => f.name === fieldName);
    for (const option of declared?.options ?? []) if (!kept.has(option.value)) problems.push({ path: "options", code: "IN_USE" });
  }
  const read = readDefaults({ ...field, ...clean } as FieldDefinition, object as never);
  for (const name of ["default", "emptyValue"] as const) if (name in clean) clean[name] = read.field[name] ?? null;
  problems.push(...read.problems, ...changeProblems(field, clean, object));
  if (problems.length) throw failWith(problems);
  await storeChange(ctx, object, field, clean);
  await publishCatalog(ctx);
  return currentCatalog().byName.get(objectName)?.fields.get(fieldName) as Field;
}

/** What a change would make wrong; what was so before does not stand in its way. */
function changeProblems(field: Field, patch: Record<string, unknown>, object: ObjectType): Problem[] {
  const check = (definition: FieldDefinition): Problem[] => definitionProblems([definition], object as never, [], () => "");
  const before = new Set(check(field).map((p) => `${p.path} ${p.code}`));
  return check({ ...field, ...patch } as FieldDefinition).filter((p) => !before.has(`${p.path} ${p.code}`));
}

/** Fields made one by one have a row of their own; standard ones and those an object was made with have an override. */
async function storeChange(ctx: Context, object: ObjectType, field: Field, change: Record<string, unknown>): Promise<void> {
  const values = [object.name, field.name, JSON.stringify(change)];
  const { rowCount } = await ctx.db.query(
    "update keshu.catalog_field set definition = definition || $3::jsonb where object = $1 and name = $2 and removed_at is null",
    values,
  );
  if (rowCount > 0) return;
  await ctx.db.query(
    "insert into keshu.catalog_override (object, field, definition) values ($1, $2, $3::jsonb) on conflict (object, field) do update set definition = catalog_override.definition || excluded.definition",
    values,
  );
}

/**
 * Takes a custom field out of use everywhere, then sets its column aside for a later field.
 * @throws FORBIDDEN, UNKNOWN_OBJECT, NOT_FOUND, STANDARD_DEFINITION, IN_USE for the title, PART_OF_COMBINATION
 */
export async function removeField(ctx: Context, objectName: string, fieldName: string): Promise<void> {
  await retire(ctx, objectName, fieldName, async (tx) => {
    const object = await editable(within(ctx, tx), objectName);
    const field = object.fields.get(fieldName);
    if (!field) throw createError("NOT_FOUND");
    if (!field.custom || field.companionOf) throw createError("STANDARD_DEFINITION");
    if (object.titleField === fieldName) throw createError("IN_USE");
    const names = [fieldName, `${fieldName}_currency`];
    const together = object.uniqueTogether?.find((combination) => combination.some((name) => names.includes(name)));
    if (together) {
      const params = { field: inLocale(field.label, ctx.locale), value: labelsOf(ctx, object, together) };
      throw createError("PART_OF_COMBINATION", { params, errors: [{ path: fieldName, code: "PART_OF_COMBINATION", params }] });
    }
    await runAfterRemoval(within(ctx, tx), { object: objectName, fields: names });
  });
}

/** `check`: under the lock, so that nobody makes use of the field meanwhile. */
async function retire(ctx: Context, objectName: string, fieldName: string, check?: (tx: Database) => Promise<void>): Promise<void> {
  const column = await withSchemaLock(ctx.db, async (tx) => {
    await check?.(tx);
    const { rows } = await tx.query<{ column_name: string }>(
      "update keshu.catalog_field set removed_at = now() where object = $1 and name = $2 and removed_at is null returning column_name",
      [objectName, fieldName],
    );
    return rows[0]?.column_name ?? retireDeclared(tx, objectName, fieldName);
  });
  await publishCatalog(ctx);
  await withSchemaLock(ctx.db, (tx) => dropIndexes(tx, objectName, column));
}

/** A field an object was made with stands in the object's own definition: it becomes a row, retired like the others. @throws NOT_FOUND */
async function retireDeclared(tx: Database, objectName: string, fieldName: string): Promise<string> {
  const { rows } = await tx.query<{ definition: { fields: FieldDefinition[] } }>(
    "select definition from keshu.catalog_object where name = $1 and removed_at is null",
    [objectName],
  );
  const definition = rows[0]?.definition;
  const declared = definition?.fields.find((f) => f.name === fieldName);
  if (!definition || !declared) throw createError("NOT_FOUND");
  await tx.query("update keshu.catalog_object set definition = $2::jsonb where name = $1", [
    objectName,
    JSON.stringify({ ...definition, fields: definition.fields.filter((f) => f.name !== fieldName) }),
  ]);
  await tx.query("delete from keshu.catalog_override where object = $1 and field = $2", [objectName, fieldName]);
  const sqlType = fieldType(declared.type).sqlType(declared as Field);
  await tx.query("insert into keshu.catalog_field (object, name, definition, column_name, sql_type, removed_at) values ($1, $2, $3::jsonb, $2, $4, now())", [
    objectName,
    fieldName,
    JSON.stringify(declared),
    sqlType,
  ]);
  return fieldName;
}

/** The object as it is stored now, for who may change it. @throws FORBIDDEN, UNKNOWN_OBJECT */
export async function editable(ctx: Context, objectName: string): Promise<ObjectType> {
  if (!ctx.principal.may("catalog.update")) throw createError("FORBIDDEN");
  const object = (await loadCatalog(ctx.db)).byName.get(objectName);
  if (!object) throw createError("UNKNOWN_OBJECT");
  return object;
}
