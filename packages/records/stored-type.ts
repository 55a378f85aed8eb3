import { type Field, type FieldType, fieldType } from "@keshu/catalog";
import { columnOf } from "./parameters.ts";

/** How a field is stored and compared. The id is declared as text, but is a uuid in the table, like any reference. */
export function storedType(field: Field): FieldType {
  return fieldType(field.name === "id" ? "relation" : field.type);
}

/** What a field is read from: its column, or for a boolean of time whether that moment has passed. */
export function expressionOf(field: Field, alias = "t"): string {
  if (!field.pastOf) return columnOf(alias, field.column);
  const moment = columnOf(alias, field.pastOf);
  return `(${moment} is not null and ${moment} <= now())`;
}

/** PostgreSQL type in which a field's values are bound. */
export function sqlTypeOf(field: Field): string {
  return field.name === "version" ? "int" : storedType(field).sqlType(field);
}
