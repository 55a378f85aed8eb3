import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { includedColumns } from "./indexes.ts";

export interface ColumnPlan {
  name: string;
  definition: string;
}

/** Columns every table has besides those of its fields. */
const bookkeeping: readonly ColumnPlan[] = [
  { name: "deleted_at", definition: "timestamptz(3)" },
  { name: "search_text", definition: "text" },
  { name: "title_text", definition: "text" },
  { name: "grams", definition: "int4[]" },
];

const systemDefinitions: Record<string, string> = {
  id: "uuid not null",
  created_at: "timestamptz(3) not null default now()",
  updated_at: "timestamptz(3) not null default now()",
  version: "int not null default 1",
};

/** Columns of an object's table, made from the catalog. */
export function columnsOf(object: ObjectType): ColumnPlan[] {
  return [
    ...object.fieldList.filter((field) => !field.pastOf).map((field) => ({ name: field.column, definition: columnDefinition(object, field) })),
    ...bookkeeping,
  ];
}

function columnDefinition(object: ObjectType, field: Field): string {
  const system = field.system ? systemDefinitions[field.name] : undefined;
  if (system) return system;
  const type = fieldType(field.type).sqlType(field);
  if (field.type === "auto_number") return `${type} not null default ${numberExpression(object, field)}`;
  if (fieldType(field.type).isArray) return `${type} default '{}'`;
  return field.name === object.titleField && field.required && !field.custom ? `${type} not null` : type;
}

/** The primary key carries what lists filter and sort by, so that shared records are judged without a visit to the table. */
export function primaryKeyOf(object: ObjectType): string {
  const included = [`"created_at"`, `"deleted_at"`, includedColumns(object)].filter(Boolean).join(", ");
  return `constraint "${object.name}_pkey" primary key (id) include (${included})`;
}

/** Sequence behind an auto-number field. */
export function sequenceOf(object: ObjectType, field: Field): string {
  return `crm."${object.name}_${field.column}_seq"`;
}

/** `CU202611-000123`: prefix, year and month in China, then a number whose width grows past six digits. */
export function numberExpression(object: ObjectType, field: Field, moment = "now()"): string {
  const prefix = (field.prefix ?? "").replaceAll("'", "''");
  return `'${prefix}' || to_char(${moment} at time zone 'Asia/Shanghai', 'YYYYMM') || '-' || to_char(nextval('${sequenceOf(object, field)}'), 'FM999999000000')`;
}
