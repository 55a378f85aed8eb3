import { type FieldDefinition, type FieldTypeId, type ObjectDefinition, type ObjectType, sanitizeObject } from "@keshu/catalog";
import { type Context, createError, type Database, newId, type Problem, within } from "@keshu/kernel";
import { addedPlans } from "../schema/added-unique.ts";
import { indexesOf } from "../schema/indexes.ts";
import { syncObject, withSchemaLock } from "../schema/sync-schema.ts";
import { actorOf } from "../write/create.ts";
import { failWith } from "../write/failure.ts";
import { runAfterRemoval } from "../write/rule-registry.ts";
import { currentCatalog, loadCatalog } from "./current.ts";
import { definitionProblems, isName, labelProblems } from "./definition-problems.ts";
import { insertUnique } from "./edit-unique.ts";
import { publishCatalog } from "./publish.ts";
import { readDefaults } from "./read-defaults.ts";
import { uniqueProblems } from "./unique-problems.ts";

export interface NewObject {
  name: string;
  /** Path in the API; default name + "s". */
  plural?: string | undefined;
  label: { zh: string; en: string };
  fields?: FieldDefinition[] | undefined;
  titleField?: string | undefined;
  icon?: string | undefined;
  uniqueTogether?: readonly (readonly string[])[] | undefined;
}

/**
 * Makes an object at run time: its table, and at once its place in REST, lists, forms, search and rights.
 * Answers when every server knows it.
 * @throws FORBIDDEN, VALIDATION_FAILED (NAME_TAKEN, INVALID_NAME, problems of fields)
 */
export async function addObject(ctx: Context, input: NewObject): Promise<ObjectType> {
  if (!ctx.principal.may("catalog.update")) throw createError("FORBIDDEN");
  const object = await withSchemaLock(ctx.db, async (tx) => {
    // Under the lock: two people who take one name or path at once do so one after the other.
    await loadCatalog(tx);
    const { definition, problems } = readObject(input);
    if (problems.length) throw failWith(problems);
    await setAside(tx, input.name); // left behind by a removal that was cut short
    await tx.query(
      "insert into keshu.catalog_object (name, definition, created_by) values ($1, $2::jsonb, $3) on conflict (name) do update set definition = excluded.definition, removed_at = null",
      [input.name, JSON.stringify(definition), actorOf(ctx)],
    );
    const unique = (input.uniqueTogether ?? []).map((names) => [...names]);
    const made = sanitizeObject(definition, { custom: true, addedUnique: unique });
    const wrong = uniqueProblems(ctx, made, unique, [], (i) => `unique_together.${i}`);
    if (wrong.length) throw failWith(wrong);
    await tx.query("delete from keshu.catalog_unique where object = $1", [input.name]);
    await insertUnique(within(ctx, tx), input.name, unique);
    await syncObject(tx, made);
    // nobody writes to it yet
    for (const plan of addedPlans(indexesOf(made))) await tx.query(`create unique index "${plan.name}" on ${plan.definition}`);
    return made;
  });
  await publishCatalog(ctx);
  return currentCatalog().byName.get(input.name) ?? object;
}

/** The definition someone asks for, and everything that is wrong with it. */
function readObject(input: NewObject): { definition: ObjectDefinition; problems: Problem[] } {
  const fields = input.fields ?? [];
  const path = input.plural ?? `${input.name}s`;
  const titleField = input.titleField ?? fields.find((f) => f.name === "name")?.name ?? fields.find((f) => f.type === "text")?.name ?? "name";
  const hasTitle = fields.some((f) => f.name === titleField);
  const withTitle: FieldDefinition[] = hasTitle ? fields : [{ name: titleField, type: "text", label: { zh: "名称", en: "Name" }, required: true }, ...fields];
  const place = (i: number): string => (hasTitle ? `fields.${i}.` : i > 0 ? `fields.${i - 1}.` : "title_field.");
  const base: ObjectDefinition = {
    name: input.name,
    path,
    label: input.label,
    titleField,
    fields: withTitle,
    module: "custom",
    ...(input.icon ? { icon: input.icon } : {}),
  };
  const systemOnly = sanitizeObject({ ...base, fields: [] }).fieldList;
  const problems = [...objectProblems(base, path), ...titleProblems(base), ...definitionProblems(withTitle, base, systemOnly, place)];
  if (problems.length) return { definition: base, problems };
  const read = withTitle.map((field, i) => readDefaults(field, base, place(i)));
  return { definition: { ...base, fields: read.map((r) => r.field) }, problems: read.flatMap((r) => r.problems) };
}

const titleTypes = new Set<FieldTypeId>(["text", "auto_number", "email", "phone", "url", "select", "number", "date"]);
const maximumTitle = 500;

/** A title is sorted by and stands in for the record: one short value. */
function titleProblems(definition: ObjectDefinition): Problem[] {
  const title = definition.fields.find((f) => f.name === definition.titleField);
  if (!title || !titleTypes.has(title.type)) return [{ path: "title_field", code: "INVALID_VALUE", params: { field: "title_field" } }];
  if (title.type !== "text" || (title.maxLength ?? maximumTitle) <= maximumTitle) return [];
  const at = `fields.${definition.fields.indexOf(title)}.max_length`;
  return [{ path: at, code: "OUT_OF_RANGE", params: { field: at, min: 1, max: maximumTitle } }];
}

function objectProblems(definition: ObjectDefinition, path: string): Problem[] {
  const problems: Problem[] = [...labelProblems(definition.label, "label")];
  if (!isName(definition.name)) problems.push({ path: "name", code: "INVALID_NAME" });
  if (!isName(path)) problems.push({ path: "plural", code: "INVALID_NAME" });
  const catalog = currentCatalog();
  if (catalog.byName.has(definition.name) || catalog.byPath.has(definition.name))
    problems.push({ path: "name", code: "NAME_TAKEN", params: { value: definition.name } });
  if (catalog.byPath.has(path) || catalog.byName.has(path) || reservedPaths.has(path))
    problems.push({ path: "plural", code: "NAME_TAKEN", params: { value: path } });
  return problems;
}

/** First parts of paths under /api/v1 that belong to the platform. */
export const reservedPaths = new Set([
  "api_keys",
  "audit_events",
  "calendar",
  "catalog",
  "changes",
  "exports",
  "files",
  "imports",
  "live",
  "me",
  "openapi",
  "search",
  "sessions",
  "sign-in",
  "sign-out",
  "soap",
  "docs",
  "health",
  "metrics",
]);

/**
 * Takes a custom object out of use. Its table is set aside in a schema of its own, so that nothing is lost by a mistake.
 * @throws FORBIDDEN, UNKNOWN_OBJECT, STANDARD_DEFINITION, IN_USE when relations point to it
 */
export async function removeObject(ctx: Context, name: string): Promise<void> {
  if (!ctx.principal.may("catalog.update")) throw createError("FORBIDDEN");
  await withSchemaLock(ctx.db, async (tx) => {
    const catalog = await loadCatalog(tx);
    const object = catalog.byName.get(name);
    if (!object) throw createError("UNKNOWN_OBJECT");
    if (!object.custom) throw createError("STANDARD_DEFINITION");
    const users = catalog.objects.filter((o) => o.name !== name && o.fieldList.some((f) => f.target === name));
    if (users.length) throw createError("IN_USE", { errors: users.map((o) => ({ path: o.name, code: "IN_USE" })) });
    await tx.query("update keshu.catalog_object set removed_at = now() where name = $1", [name]);
    await tx.query("update keshu.catalog_field set removed_at = now() where object = $1 and removed_at is null", [name]);
    await tx.query("delete from keshu.catalog_override where object = $1", [name]);
    await tx.query("delete from keshu.catalog_unique where object = $1", [name]);
    await runAfterRemoval(within(ctx, tx), { object: name });
  });
  await publishCatalog(ctx);
  // Every server has let go of it: the name is free again, for the table and for its indexes.
  await withSchemaLock(ctx.db, async (tx) => {
    if (!(await loadCatalog(tx)).byName.has(name)) await setAside(tx, name);
  });
}

/** Moves the table of an object that is no more into a schema of its own. */
async function setAside(tx: Database, name: string): Promise<void> {
  const { rows } = await tx.query("select 1 from pg_class where relnamespace = 'crm'::regnamespace and relname = $1 and relkind = 'r'", [name]);
  if (rows.length === 0) return;
  const place = `removed_${newId().replaceAll("-", "")}`;
  await tx.query(`create schema "${place}"`);
  await tx.query(`alter table crm."${name}" set schema "${place}"`);
}
