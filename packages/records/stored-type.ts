import { type Field, type FieldType, fieldType } from "@keshu/catalog";

/** How a field is stored and compared. The id is declared as text, but is a uuid in the table, like any reference. */
export function storedType(field: Field): FieldType {
  return fieldType(field.name === "id" ? "relation" : field.type);
}

/** PostgreSQL type in which a field's values are bound. */
export function sqlTypeOf(field: Field): string {
  return field.name === "version" ? "int" : storedType(field).sqlType(field);
}
