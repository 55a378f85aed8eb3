import { fieldOf, labelOf } from "../api/catalog.ts";
import { goneField } from "../api/gone-definitions.ts";
import type { ObjectInfo } from "../api/types.ts";
import type { ListQuery } from "./list-search.ts";

type Json = Record<string, unknown>;

/**
 * What of a query the object still has fields for: an address, a saved view or a habit may name one that was removed.
 * `gone` are their labels, as far as this page knew them.
 */
export function knownQuery(object: ObjectInfo, query: ListQuery): { query: ListQuery; gone: string[] } {
  const gone = new Set<string>();
  const isKnown = (key: string): boolean => {
    const name = key.split(/[.:]/)[0] as string;
    if (fieldOf(object, name)) return true;
    gone.add(name);
    return false;
  };
  const known: ListQuery = { ...query };
  if (query.filter) known.filter = knownFilter(query.filter, isKnown);
  const sort = query.sort?.split(",").filter((key) => isKnown(key.replace(/^-/, "")));
  if (sort) known.sort = sort.join(",") || undefined;
  if (query.group !== undefined && !isKnown(query.group)) known.group = undefined;
  // the same object as long as nothing is missing: what is asked for is remembered by it
  return gone.size === 0 ? { query, gone: [] } : { query: known, gone: [...gone].map((name) => labelOf(goneField(object.name, name)?.label)) };
}

function knownFilter(filter: Json, isKnown: (key: string) => boolean): Json | undefined {
  const kept: Json = {};
  for (const [key, value] of Object.entries(filter)) {
    if ((key === "or" || key === "and") && Array.isArray(value)) {
      const parts = value.flatMap((part) => (isObject(part) ? (knownFilter(part, isKnown) ?? []) : [part]));
      if (parts.length > 0) kept[key] = parts;
    } else if (key === "not" && isObject(value)) {
      const part = knownFilter(value, isKnown);
      if (part) kept.not = part;
    } else if (isKnown(key)) kept[key] = value;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
