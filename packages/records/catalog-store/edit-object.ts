import { type FieldDefinition, type ObjectDefinition, type ObjectType, sanitizeObject } from "@keshu/catalog";
import { type Context, createError, type Problem } from "@keshu/kernel";
import { syncObject } from "../schema/sync-schema.ts";
import { actorOf } from "../write/create.ts";
import { failWith } from "../write/failure.ts";
import { currentCatalog, loadCatalog } from "./current.ts";
import { definitionProblems, isName, labelProblems } from "./definition-problems.ts";
import { publishCatalog } from "./publish.ts";

export interface NewObject {
  name: string;
  /** Path in the API; default name + "s". */
  plural?: string | undefined;
  label: { zh: string; en: string };
  fields?: FieldDefinition[] | undefined;
  titleField?: string | undefined;
  icon?: string | undefined;
}

/**
 * Makes an object at run time: its table, and at once its place in REST, lists, forms, search and rights.
 * Answers when every server knows it.
 * @throws FORBIDDEN, VALIDATION_FAILED (NAME_TAKEN, INVALID_NAME, problems of fields)
 */
export async function addObject(ctx: Context, input: NewObject): Promise<ObjectType> {
  if (!ctx.principal.may("catalog.update")) throw createError("FORBIDDEN");
  await loadCatalog(ctx.db);
  const fields = input.fields ?? [];
  const path = input.plural ?? `${input.name}s`;
  const titleField = input.titleField ?? fields.find((f) => f.name === "name")?.name ?? fields.find((f) => f.type === "text")?.name ?? "name";
  const withTitle: FieldDefinition[] = fields.some((f) => f.name === titleField)
    ? fields
    : [{ name: titleField, type: "text", label: { zh: "名称", en: "Name" }, required: true }, ...fields];
  const definition: ObjectDefinition = {
    name: input.name,
    path,
    label: input.label,
    titleField,
    fields: withTitle,
    module: "custom",
    ...(input.icon ? { icon: input.icon } : {}),
  };
  const problems = [...objectProblems(definition, path), ...definitionProblems(withTitle, definition)];
  if (problems.length) throw failWith(problems);
  const object = sanitizeObject(definition, { custom: true });
  await ctx.db.transaction(async (tx) => {
    await tx.query(
      "insert into keshu.catalog_object (name, definition, created_by) values ($1, $2::jsonb, $3) on conflict (name) do update set definition = excluded.definition, removed_at = null",
      [input.name, JSON.stringify(definition), actorOf(ctx)],
    );
    await syncObject(tx, object);
  });
  await publishCatalog(ctx);
  return currentCatalog().byName.get(input.name) ?? object;
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
  const catalog = await loadCatalog(ctx.db);
  const object = catalog.byName.get(name);
  if (!object) throw createError("UNKNOWN_OBJECT");
  if (!object.custom) throw createError("STANDARD_DEFINITION");
  const users = catalog.objects.filter((o) => o.name !== name && o.fieldList.some((f) => f.target === name));
  if (users.length) throw createError("IN_USE", { errors: users.map((o) => ({ path: o.name, code: "IN_USE" })) });
  await ctx.db.query("update keshu.catalog_object set removed_at = now() where name = $1", [name]);
  await ctx.db.query("update keshu.catalog_field set removed_at = now() where object = $1 and removed_at is null", [name]);
  await publishCatalog(ctx);
  // Every server has let go of it: the name is free again, for the table and for its indexes.
  const place = `removed_${Date.now()}`;
  await ctx.db.transaction(async (tx) => {
    await tx.query(`create schema "${place}"`);
    await tx.query(`alter table ${object.table} set schema "${place}"`);
  });
}
