import type { Operator } from "../fields/field-module.ts";

/** One sentence of a filter: field, operator, value. */
export interface Condition {
  field: string;
  operator: Operator;
  value: unknown;
}

export interface Conditions {
  match: "all" | "any";
  list: Condition[];
}

const operators = new Set<string>(["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "contains", "starts", "between", "empty"]);

/** The contract's filter for a list of conditions; undefined when there is none. */
export function toFilter({ match, list }: Conditions): Record<string, unknown> | undefined {
  if (list.length === 0) return undefined;
  const each = list.map((c) => ({ [c.field]: { [c.operator]: c.value } }));
  if (match === "any" && each.length > 1) return { or: each };
  const merged: Record<string, Record<string, unknown>> = {};
  for (const { field, operator, value } of list) {
    const ofField = merged[field] ?? {};
    merged[field] = ofField;
    if (operator in ofField) return { and: each };
    ofField[operator] = value;
  }
  return merged;
}

/** Conditions of a filter that this page made or a link carries; null when it says more than sentences can. */
export function toConditions(filter: Record<string, unknown> | undefined): Conditions | null {
  if (!filter) return { match: "all", list: [] };
  const keys = Object.keys(filter);
  if (keys.length === 1 && (keys[0] === "or" || keys[0] === "and")) {
    const parts = filter[keys[0]];
    if (!Array.isArray(parts)) return null;
    const read = parts.map((p) => flat(p as Record<string, unknown>));
    if (read.some((p) => p === null || (keys[0] === "or" && p.length !== 1))) return null;
    return { match: keys[0] === "or" ? "any" : "all", list: (read as Condition[][]).flat() };
  }
  const list = flat(filter);
  return list && { match: "all", list };
}

function flat(filter: Record<string, unknown>): Condition[] | null {
  const list: Condition[] = [];
  for (const [field, test] of Object.entries(filter)) {
    if (field === "or" || field === "and" || field === "not") return null;
    if (typeof test !== "object" || test === null || Array.isArray(test))
      list.push(Array.isArray(test) ? { field, operator: "in", value: test } : { field, operator: "eq", value: test });
    else
      for (const [operator, value] of Object.entries(test)) {
        if (!operators.has(operator)) return null;
        list.push({ field, operator: operator as Operator, value });
      }
  }
  return list;
}

/** Whether a condition says enough to be asked. */
export function isComplete({ operator, value }: Condition): boolean {
  if (operator === "empty") return typeof value === "boolean";
  if (operator === "in" || operator === "nin") return Array.isArray(value) && value.length > 0;
  if (operator === "between") return Array.isArray(value) && value.length === 2 && value.every((v) => v !== null && v !== undefined && v !== "");
  return value !== null && value !== undefined && value !== "";
}
