import {
  expandedName,
  type Field,
  type FieldDefinition,
  type FieldTypeId,
  fieldType,
  fieldTypeIds,
  type ObjectDefinition,
  sanitizeObject,
} from "@keshu/catalog";
import type { Problem } from "@keshu/kernel";
import { currentCatalog } from "./current.ts";

const maximumFields = 800;

export function isName(name: unknown): name is string {
  return typeof name === "string" && /^[a-z][a-z0-9_]{0,49}$/.test(name);
}

export function labelProblems(label: unknown, path: string): Problem[] {
  const { zh, en } = (label ?? {}) as { zh?: unknown; en?: unknown };
  const isText = (v: unknown): boolean => typeof v === "string" && v.trim() !== "" && v.length <= 100;
  const problem = (text: unknown, name: string): Problem[] => {
    if (!isText(text)) return [{ path: `${path}.${name}`, code: "REQUIRED" }];
    return isStorable(text) ? [] : [{ path: `${path}.${name}`, code: "INVALID_TEXT" }];
  };
  return [...problem(zh, "zh"), ...problem(en, "en")];
}

/** Columns and words of the engine, of PostgreSQL and of JavaScript that no field may take. */
const reservedNames = new Set("id deleted_at search_text title_text grams or and not count members constructor xmin xmax cmin cmax ctid tableoid".split(" "));

/**
 * Names a field takes in a record: its own, its currency's, and the one its relation expands to.
 */
export function namesOf(field: Pick<FieldDefinition, "name" | "type" | "target">): string[] {
  const isRelation = field.target !== undefined || field.type === "user" || field.type === "department";
  return [field.name, ...(field.type === "money" ? [`${field.name}_currency`] : []), ...(isRelation ? [expandedName(field as Field)] : [])];
}

/**
 * What is wrong with fields someone wants to add to an object; paths begin at `fields.<n>`. `present` are the
 * fields the object has already.
 */
export function definitionProblems(
  fields: readonly FieldDefinition[],
  object: ObjectDefinition,
  present: Iterable<Field>,
  prefix = (i: number): string => `fields.${i}.`,
): Problem[] {
  const problems: Problem[] = [];
  const taken = new Set([...present].flatMap(namesOf));
  if (fields.length > maximumFields) problems.push({ path: "fields", code: "TOO_MANY_RECORDS", params: { limit: maximumFields } });
  fields.forEach((field, i) => {
    const at = prefix(i);
    if (!isName(field.name) || reservedNames.has(field.name)) problems.push({ path: `${at}name`, code: "INVALID_NAME" });
    const names = new Set(namesOf(field));
    const clash = [...names].find((name) => taken.has(name));
    if (clash !== undefined) problems.push({ path: `${at}name`, code: "NAME_TAKEN", params: { value: clash } });
    for (const name of names) taken.add(name);
    if (!fieldTypeIds.includes(field.type)) {
      problems.push({ path: `${at}type`, code: "UNKNOWN_OPTION", params: { value: String(field.type) } });
      return;
    }
    problems.push(
      ...labelProblems(field.label, `${at}label`),
      ...targetProblems(field, object, at),
      ...optionProblems(field, at),
      ...indexProblems(field, at),
      ...textProblems(field, at),
    );
    const sanitized = sanitizeObject({ ...object, fields: [field] }).fields.get(field.name);
    for (const problem of (sanitized && fieldType(field.type).validateDefinition?.(sanitized)) ?? [])
      problems.push({ ...problem, path: `${at}${problem.path}` });
  });
  return problems;
}

const withoutOrder = new Set<FieldTypeId>(["long_text", "json", "address", "location"]);
const lists = new Set<FieldTypeId>(["multi_select", "relations", "file"]);

/** Whether an index can tell two values of the field apart. */
export function isDistinguishable({ type, pastOf }: FieldDefinition): boolean {
  return !withoutOrder.has(type) && !lists.has(type) && type !== "formula" && type !== "roll_up" && pastOf === undefined;
}

/** Values that are long or lists cannot be told apart by an index. */
function indexProblems({ type, unique, indexed }: FieldDefinition, at: string): Problem[] {
  return [
    ...(unique && (withoutOrder.has(type) || lists.has(type)) ? [{ path: `${at}unique`, code: "INVALID_VALUE" } as const] : []),
    ...(indexed && withoutOrder.has(type) ? [{ path: `${at}indexed`, code: "INVALID_VALUE" } as const] : []),
  ];
}

/** Words that cannot be stored: NUL and halves of characters. */
function textProblems(field: FieldDefinition, at: string): Problem[] {
  return Object.entries(field)
    .filter(([name, value]) => name !== "label" && !isStorable(value))
    .map(([name]) => ({ path: `${at}${termOf(name)}`, code: "INVALID_TEXT" }));
}

function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner));
}

/** `maxLength` → `max_length`, as callers name it. */
export function termOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function targetProblems(field: FieldDefinition, object: ObjectDefinition, at: string): Problem[] {
  if (field.type !== "relation" && field.type !== "relations") return [];
  const isKnown = field.target !== undefined && (field.target === object.name || currentCatalog().byName.has(field.target));
  return isKnown ? [] : [{ path: `${at}target`, code: field.target ? "UNKNOWN_OPTION" : "REQUIRED", params: { value: field.target ?? "" } }];
}

function optionProblems(field: FieldDefinition, at: string): Problem[] {
  if (field.type !== "select" && field.type !== "multi_select") return [];
  const options = field.options ?? [];
  const values = new Set<string>();
  return options.flatMap((option, i): Problem[] => {
    const isRepeated = values.has(option.value);
    values.add(option.value);
    return isRepeated
      ? [{ path: `${at}options.${i}.value`, code: "NAME_TAKEN", params: { value: option.value } }]
      : labelProblems(option.label, `${at}options.${i}.label`);
  });
}
