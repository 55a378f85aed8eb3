import { type FieldDefinition, fieldType, fieldTypeIds, type ObjectDefinition, sanitizeObject } from "@keshu/catalog";
import type { Problem } from "@keshu/kernel";
import { currentCatalog } from "./current.ts";

const maximumFields = 800;

export function isName(name: unknown): name is string {
  return typeof name === "string" && /^[a-z][a-z0-9_]{0,49}$/.test(name);
}

export function labelProblems(label: unknown, path: string): Problem[] {
  const { zh, en } = (label ?? {}) as { zh?: unknown; en?: unknown };
  const isText = (v: unknown): boolean => typeof v === "string" && v.trim() !== "" && v.length <= 100;
  return [
    ...(isText(zh) ? [] : [{ path: `${path}.zh`, code: "REQUIRED" } as const]),
    ...(isText(en) ? [] : [{ path: `${path}.en`, code: "REQUIRED" } as const]),
  ];
}

/** Columns and words of the engine that no field may take. */
const reservedNames = new Set(["id", "deleted_at", "search_text", "title_text", "grams", "or", "and", "not", "count"]);

/** What is wrong with fields someone wants to add to an object; paths begin at `fields.<n>`. */
export function definitionProblems(fields: readonly FieldDefinition[], object: ObjectDefinition, prefix = (i: number): string => `fields.${i}.`): Problem[] {
  const problems: Problem[] = [];
  const taken = new Set<string>();
  if (fields.length > maximumFields) problems.push({ path: "fields", code: "TOO_MANY_RECORDS", params: { limit: maximumFields } });
  fields.forEach((field, i) => {
    const at = prefix(i);
    if (!isName(field.name) || reservedNames.has(field.name)) problems.push({ path: `${at}name`, code: "INVALID_NAME" });
    if (taken.has(field.name)) problems.push({ path: `${at}name`, code: "NAME_TAKEN", params: { value: field.name } });
    taken.add(field.name);
    if (!fieldTypeIds.includes(field.type)) {
      problems.push({ path: `${at}type`, code: "UNKNOWN_OPTION", params: { value: String(field.type) } });
      return;
    }
    problems.push(...labelProblems(field.label, `${at}label`), ...targetProblems(field, object, at), ...optionProblems(field, at));
    const sanitized = sanitizeObject({ ...object, fields: [field] }).fields.get(field.name);
    for (const problem of (sanitized && fieldType(field.type).validateDefinition?.(sanitized)) ?? [])
      problems.push({ ...problem, path: `${at}${problem.path}` });
  });
  return problems;
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
