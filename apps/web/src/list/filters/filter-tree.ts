import type { Operator } from "../../fields/field-module.ts";

/** One sentence of a filter: field, operator, value. */
export interface Condition {
  field: string;
  operator: Operator;
  value: unknown;
}

/** Several sentences, all or any of which must hold; `isNot` turns it around. */
export interface Group {
  match: "all" | "any";
  isNot?: true;
  items: FilterItem[];
}

export type FilterItem = Condition | Group;
type Json = Record<string, unknown>;

export const nothing: Group = { match: "all", items: [] };
const operators = new Set<string>(["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "contains", "starts", "between", "empty"]);

export function isGroup(item: FilterItem): item is Group {
  return "items" in item;
}

/** The contract's filter for a tree; undefined when it asks for nothing. Incomplete conditions and empty groups are left out. */
export function toFilter(tree: Group): Json | undefined {
  const { items } = completeParts(tree);
  if (items.length === 0) return undefined;
  const filter = tree.match === "any" && items.length > 1 ? { or: items.map(one) } : allOf(items);
  return tree.isNot ? { not: filter } : filter;
}

/** The tree without conditions still being written and groups in which nothing is asked. */
export function completeParts(tree: Group): Group {
  const items = tree.items.flatMap((item): FilterItem[] => {
    if (!isGroup(item)) return isComplete(item) ? [item] : [];
    const inner = completeParts(item);
    return inner.items.length > 0 ? [inner] : [];
  });
  return { ...tree, items };
}

function one(item: FilterItem): Json {
  return isGroup(item) ? (toFilter(item) as Json) : { [item.field]: { [item.operator]: item.value } };
}

/** Conditions of different fields stand side by side; what would overwrite another goes under `and`. */
function allOf(items: readonly FilterItem[]): Json {
  const merged: Json = {};
  for (const item of items) {
    for (const [key, value] of Object.entries(one(item))) {
      if (!(key in merged)) merged[key] = value;
      else if (!isGroup(item) && !((item.operator as string) in (merged[key] as Json))) merged[key] = { ...(merged[key] as Json), ...(value as Json) };
      else return { and: items.map(one) };
    }
  }
  return merged;
}

/** The tree of a filter that this page made or a link carries; null when it says something no sentence can. */
export function toTree(filter: Json | undefined): Group | null {
  if (!filter) return nothing;
  const items: FilterItem[] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (key === "or" || key === "and") {
      if (!Array.isArray(value) || value.length === 0) return null;
      const parts = value.map((part) => (isObject(part) ? toTree(part) : null));
      if (parts.some((part) => part === null)) return null;
      const inner: Group = { match: key === "or" ? "any" : "all", items: (parts as Group[]).map(simplest) };
      if (key === "and" && Object.keys(filter).length === 1) return inner;
      items.push(inner);
    } else if (key === "not") {
      const inner = isObject(value) ? toTree(value) : null;
      if (!inner) return null;
      items.push({ ...inner, isNot: true });
    } else {
      const read = conditionsOf(key, value);
      if (!read) return null;
      items.push(...read);
    }
  }
  const [only] = items;
  return items.length === 1 && only && isGroup(only) ? only : { match: "all", items };
}

/** A group of one says what its one item says. */
function simplest(group: Group): FilterItem {
  const [only] = group.items;
  return group.items.length === 1 && only && !group.isNot ? only : group;
}

function conditionsOf(field: string, test: unknown): Condition[] | null {
  if (Array.isArray(test)) return [{ field, operator: "in", value: test }];
  if (!isObject(test) || "relative" in test) return [{ field, operator: "eq", value: test }];
  const list: Condition[] = [];
  for (const [operator, value] of Object.entries(test)) {
    if (!operators.has(operator)) return null;
    list.push({ field, operator: operator as Operator, value });
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

/** The filter with one more condition that must hold, too; another one of the same field and operator gives way. */
export function withCondition(filter: Json | undefined, condition: Condition): Json | undefined {
  const tree = toTree(filter);
  if (!tree) return { and: [filter, { [condition.field]: { [condition.operator]: condition.value } }] };
  const isAll = tree.match === "all" && !tree.isNot;
  const kept = isAll ? tree.items.filter((i) => isGroup(i) || i.field !== condition.field || i.operator !== condition.operator) : [tree];
  return toFilter({ match: "all", items: [...kept, condition] });
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
