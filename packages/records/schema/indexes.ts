import { createHash } from "node:crypto";
import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { gramKeys } from "./gram-keys.ts";

export interface IndexPlan {
  name: string;
  /** From "on": `crm."customer" using btree (…) where …` */
  definition: string;
  isUnique: boolean;
  isOfExpression: boolean;
  /** Of a combination an administrator added: made and dropped at run time (`added-unique.ts`). */
  isAdded?: boolean;
  /** Fields a violation is told about. */
  fields: readonly string[];
}

/** Orders in which each owner's and department's records can be walked by index. */
export function hasScopedIndex(object: ObjectType, field: string): boolean {
  return field === "created_at" || field === object.titleField;
}

/** All indexes of an object's table, made from the catalog. */
export function indexesOf(object: ObjectType): IndexPlan[] {
  const plans: IndexPlan[] = [];
  const add = (
    suffix: string,
    columns: string,
    options: { isUnique?: boolean; isOfExpression?: boolean; fields?: readonly string[]; method?: string; where?: string; include?: string } = {},
  ): void => {
    plans.push({
      name: indexName(object.name, suffix),
      definition: `${object.table} using ${options.method ?? "btree"} (${columns})${options.include ? ` include (${options.include})` : ""} where ${options.where ?? "deleted_at is null"}`,
      isUnique: options.isUnique ?? false,
      isOfExpression: options.isOfExpression ?? false,
      fields: options.fields ?? [],
    });
  };
  const title = object.fields.get(object.titleField);
  const byAge = "created_at, id";
  add("created", byAge);
  add("updated", "updated_at, id");
  // What people filter by stands in the index too: rows that do not match are passed over without a visit to the table.
  const include = includedColumns(object);
  add("owner_created", `owner_id, ${byAge}`, { include });
  add("department_created", `department_id, ${byAge}`, { include });
  if (title && title.name !== "number") {
    const sorted = collated(title);
    add("title", `${sorted}, id`);
    add("owner_title", `owner_id, ${sorted}, id`);
    add("department_title", `department_id, ${sorted}, id`);
  }
  add("gram_keys", gramKeys(), { method: "gin", isOfExpression: true });
  add("tags", "tags", { method: "gin" });
  add("deleted", "deleted_at", { where: "deleted_at is not null" });
  for (const field of object.fieldList) {
    if (field.name === "id" || field.name === "owner_id" || field.name === "department_id") continue;
    if (field.unique) add(`${field.column}_key`, `"${field.column}"`, { isUnique: true, fields: [field.name] });
    else if (field.type === "relation") add(field.column, `"${field.column}", ${byAge}`, { where: `deleted_at is null and "${field.column}" is not null` });
    else if (field.type === "relations") add(field.column, `"${field.column}"`, { method: "gin" });
    else if (field.indexed)
      add(
        field.column,
        fieldType(field.type).isArray ? `"${field.column}"` : `"${field.column}", ${byAge}`,
        fieldType(field.type).isArray ? { method: "gin" } : {},
      );
  }
  for (const names of object.uniqueTogether ?? []) {
    const fields = names.map((n) => object.fields.get(n)).filter((f): f is Field => f !== undefined);
    const columns = fields.map((f) => `"${f.column}"`).join(", ");
    if (!object.addedUnique.includes(names)) add(`${names.join("_")}_key`, columns, { isUnique: true, fields: names });
    else
      plans.push({
        name: addedIndexName(object.name, names),
        definition: `${object.table} using btree (${columns}) where deleted_at is null`,
        isUnique: true,
        isOfExpression: false,
        isAdded: true,
        fields: names,
      });
  }
  for (const names of object.indexes ?? []) {
    const columns = names.map((n) => {
      const field = object.fields.get(n.replace("-", ""));
      return field ? `${collated(field)}${n.startsWith("-") ? " desc nulls last" : ""}` : undefined;
    });
    if (!columns.includes(undefined)) add(names.join("_").replaceAll("-", ""), columns.join(", "));
  }
  return plans;
}

/** Indexes of earlier releases that one of `indexesOf` has taken the place of. */
export function retiredIndexes(object: ObjectType): string[] {
  return [indexName(object.name, "grams")];
}

/** Short columns that scoped indexes carry along. */
export function includedColumns(object: ObjectType): string {
  return object.fieldList
    .filter((f) => f.indexed && !f.custom && (f.type === "select" || f.type === "boolean"))
    .slice(0, 6)
    .map((f) => `"${f.column}"`)
    .join(", ");
}

function collated(field: Field): string {
  const { collation } = fieldType(field.type);
  return `"${field.column}"${collation ? ` collate ${collation}` : ""}`;
}

/** Readable, unique, and at most 63 bytes. */
function indexName(object: string, suffix: string): string {
  const name = `${object}_${suffix}_idx`;
  if (name.length <= 63) return name;
  return `${name.slice(0, 50)}_${createHash("sha1").update(name).digest("hex").slice(0, 8)}_ix`;
}

/** Names of fields hold no +, so that no other index, and none of another combination, is called so. */
function addedIndexName(object: string, fields: readonly string[]): string {
  const name = `${object}+${fields.join("+")}`;
  return name.length <= 63 ? name : `${name.slice(0, 54)}+${createHash("sha1").update(name).digest("hex").slice(0, 8)}`;
}

/** Fields of the unique index a database error names; undefined when it is not one of ours. */
export function fieldsOfIndex(object: ObjectType, indexNameFromDatabase: string): readonly string[] | undefined {
  if (indexNameFromDatabase === `${object.name}_pkey`) return ["id"];
  return indexesOf(object).find((plan) => plan.isUnique && plan.name === indexNameFromDatabase)?.fields;
}
