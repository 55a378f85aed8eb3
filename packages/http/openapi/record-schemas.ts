import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type FieldAccess, inLocale, type Locale, type Principal } from "@keshu/kernel";

type JsonSchema = Record<string, unknown>;

/** What the reader of a document may see; `null` stands for everyone: the standard catalog whole. */
export interface Reader {
  principal: Principal | null;
  locale: Locale;
}

/** The component of an object is called like it; shared ones begin with a capital. */
export function componentName(object: ObjectType): string {
  return object.name;
}

export function visibleFields(object: ObjectType, reader: Reader): Field[] {
  return object.fieldList.filter((field) => accessTo(object, field, reader) !== "hidden");
}

/** The components of one object: the record and what its inputs take. */
export function recordSchemas(object: ObjectType, reader: Reader): Record<string, JsonSchema> {
  const name = componentName(object);
  const fields = visibleFields(object, reader);
  const output = Object.fromEntries(fields.map((field) => [field.name, described(field, outputOf(field), reader.locale)]));
  const writable = fields.filter((field) => !isComputed(field));
  const input = Object.fromEntries(writable.map((field) => [field.name, described(field, inputOf(field), reader.locale)]));
  const required = writable
    .filter((field) => field.required && field.default === undefined && field.emptyValue === undefined && !field.companionOf)
    .map((field) => field.name);
  const isOpen = reader.principal === null;
  return {
    [name]: { type: "object", title: inLocale(object.label, reader.locale), properties: output, required: ["id"], additionalProperties: true },
    [`${name}_input`]: { type: "object", properties: input, ...(required.length ? { required } : {}), additionalProperties: isOpen },
    [`${name}_patch`]: { type: "object", properties: input, additionalProperties: isOpen },
  };
}

function accessTo(object: ObjectType, field: Field, reader: Reader): FieldAccess {
  return reader.principal?.restrictedFields(object.name).get(field.name) ?? "write";
}

function isComputed(field: Field): boolean {
  return field.readOnly === true || field.type === "formula" || field.type === "roll_up";
}

function outputOf(field: Field): JsonSchema {
  if (field.name === "id") return { type: "string", format: "uuid" };
  if (field.name === "version") return { type: "integer", minimum: 1, maximum: 2_147_483_647 };
  return nullable(fieldType(field.type).schema(field), field);
}

function inputOf(field: Field): JsonSchema {
  const type = fieldType(field.type);
  if (field.name === "id") return { type: "string", format: "uuid", description: "UUIDv7; drawn by the server when you give none." };
  return field.required ? (type.inputSchema ?? type.schema)(field) : nullable((type.inputSchema ?? type.schema)(field), field);
}

/** Everything but an id, a version and a moment of creation may be empty on old records. */
function nullable(schema: JsonSchema, field: Field): JsonSchema {
  if (field.name === "id" || field.name === "version" || field.name === "created_at" || field.name === "updated_at") return schema;
  if (typeof schema.type === "string" && schema.enum === undefined && schema.const === undefined) return { ...schema, type: [schema.type, "null"] };
  return { anyOf: [schema, { type: "null" }] };
}

function described(field: Field, schema: JsonSchema, locale: Locale): JsonSchema {
  const help = field.help ? inLocale(field.help, locale) : undefined;
  return { title: inLocale(field.label, locale), ...(help ? { description: help } : {}), ...schema, ...exampleOf(field) };
}

function exampleOf(field: Field): JsonSchema {
  if (field.type === "formula" || field.type === "roll_up") return {};
  const example = field.name === "id" ? "0192f0c1-2b3c-7d4e-8f50-617283940abc" : fieldType(field.type).example(field);
  return example === null || example === undefined ? {} : { examples: [example] };
}
