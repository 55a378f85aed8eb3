import type { Field, FieldDefinition } from "./field.ts";
import { fieldType } from "./field-types/registry.ts";
import type { ObjectDefinition, ObjectType } from "./object.ts";
import { withAddedStates } from "./states.ts";
import { systemFields } from "./system-fields.ts";

/** An immutable snapshot of all objects; replaced as a whole when the catalog changes. */
export interface Catalog {
  version: number;
  byName: ReadonlyMap<string, ObjectType>;
  byPath: ReadonlyMap<string, ObjectType>;
  objects: readonly ObjectType[];
}

export function buildCatalog(objects: readonly ObjectType[], version: number): Catalog {
  return {
    version,
    objects,
    byName: new Map(objects.map((o) => [o.name, o])),
    byPath: new Map(objects.map((o) => [o.path, o])),
  };
}

/** What a definition row adds to a field: its column, and that an administrator made it. */
export interface CustomField extends FieldDefinition {
  column: string;
}

/** Fills in defaults once, so that nothing downstream asks whether something is set. */
export function sanitizeObject(
  definition: ObjectDefinition,
  options: {
    custom?: boolean;
    customFields?: readonly CustomField[];
    overrides?: ReadonlyMap<string, Partial<FieldDefinition>>;
    addedUnique?: readonly string[][];
  } = {},
): ObjectType {
  const custom = options.custom ?? false;
  const titleField = definition.titleField ?? "name";
  const declared = definition.fields.flatMap(withCompanions).map((f) => toField({ ...f, ...options.overrides?.get(f.name) }, { custom }));
  const added = (options.customFields ?? []).flatMap((f) =>
    withCompanions(f).map((d) => toField(d, { custom: true, column: d === f ? f.column : `${f.column}_currency` })),
  );
  const system = systemFields
    .map((f) => (f.name === "number" ? { ...f, prefix: definition.numberPrefix ?? definition.name.slice(0, 2).toUpperCase() } : f))
    .map((f) => toField(f, { custom: false, system: true }));
  const id = toField({ name: "id", type: "text", label: { zh: "ID", en: "ID" }, searchable: false }, { custom: false, system: true });
  const fieldList = [id, ...declared, ...added, ...system].map((f) =>
    f.name === titleField && f.maxLength === undefined && f.type === "text" ? { ...f, maxLength: 500, searchable: true } : f,
  );
  const fields = new Map(fieldList.map((f) => [f.name, f]));
  const declaredUnique = definition.uniqueTogether ?? [];
  // what a later release declares itself is its own
  const addedUnique = (options.addedUnique ?? []).filter((names) => names.every((n) => fields.has(n)) && !declaredUnique.some((d) => isSameSet(d, names)));
  return {
    ...definition,
    uniqueTogether: [...declaredUnique, ...addedUnique],
    addedUnique,
    path: definition.path ?? `${definition.name}s`,
    ...wholeOf(definition),
    ...(definition.states ? { states: withAddedStates(definition.states, declared) } : {}),
    pluralLabel: definition.pluralLabel ?? definition.label,
    titleField,
    custom,
    table: `crm."${definition.name}"`,
    fields,
    fieldList,
    searchableFields: fieldList.filter((f) => f.searchable),
  };
}

/** The same names, in whatever order. */
export function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

function wholeOf({ partOf, fields }: ObjectDefinition): { wholeOf?: string } {
  const target = partOf === undefined ? undefined : fields.find((f) => f.name === partOf)?.target;
  if (partOf !== undefined && target === undefined) throw new Error(`partOf names no relation: ${partOf}`);
  return target ? { wholeOf: target } : {};
}

/** Money brings its currency along as a field of its own. */
function withCompanions<F extends FieldDefinition>(field: F): (F | FieldDefinition)[] {
  if (field.type !== "money") return [field];
  return [
    field,
    {
      name: `${field.name}_currency`,
      type: "text",
      label: { zh: `${field.label.zh}币种`, en: `${field.label.en} currency` },
      maxLength: 3,
      pattern: "^[A-Z]{3}$",
      default: "CNY",
      emptyValue: "CNY",
      searchable: false,
      companionOf: field.name,
      aliases: [],
    },
  ];
}

function toField(definition: FieldDefinition, place: { custom: boolean; system?: boolean; column?: string }): Field {
  const type = fieldType(definition.type);
  const searchableByDefault = type.searchText !== undefined && definition.type !== "long_text" && (definition.maxLength ?? 255) <= 500;
  const target = definition.target ?? (definition.type === "user" ? "user" : definition.type === "department" ? "department" : undefined);
  return {
    ...definition,
    ...(target ? { target } : {}),
    column: place.column ?? definition.name,
    system: place.system ?? false,
    custom: place.custom,
    ...(definition.pastOf ? { readOnly: true } : {}),
    required: definition.required ?? false,
    unique: definition.unique ?? false,
    searchable: (definition.searchable ?? searchableByDefault) && type.searchText !== undefined,
  };
}

/** The record's way to name a relation when it is expanded: `customer_id` → `customer`, `contact_ids` → `contacts`; else the field itself. */
export function expandedName(field: Field): string {
  return field.name.replace(/(?<=.)_id(s?)$/, "$1");
}
