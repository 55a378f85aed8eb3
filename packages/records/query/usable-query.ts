import { fieldType, type ObjectType } from "@keshu/catalog";
import { ApplicationError, type Context, type ErrorCode, type Problem } from "@keshu/kernel";
import { newParameters } from "../parameters.ts";
import type { Filter } from "../types.ts";
import { compileFilter } from "./filter.ts";
import { parseSort } from "./sort.ts";

/** Parameters of a list that somebody kept for later. */
export interface KeptQuery {
  filter?: Filter | undefined;
  sort?: string | undefined;
  columns?: readonly { field: string; width?: number | undefined }[] | undefined;
  /** A field, or `field:month`. */
  group_by?: string | undefined;
}

/**
 * What of a kept query this reader can still use: conditions, sort keys and columns that fail are left out and named.
 * Of a query that somebody else wrote, names of fields hidden from the reader are not told (`isForeign`).
 */
export function usableQuery(
  ctx: Context,
  object: ObjectType,
  query: KeptQuery,
  { isForeign }: { isForeign: boolean },
): { query: KeptQuery; problems: Problem[] } {
  const problems: Problem[] = [];
  const restricted = ctx.principal.restrictedFields(object.name);
  const report = (path: string, code: ErrorCode, field: string, params: Problem["params"] = {}) => {
    const isHidden = isForeign && restricted.get(field.split(".")[0] as string) === "hidden";
    problems.push(isHidden ? { path: path.split(".")[0] as string, code: "FORBIDDEN" } : { path, code, params: { field, ...params } });
  };

  /** Each condition alone is compiled as it would be in the list. */
  function usableGroup(given: unknown, path: string, depth: number): Filter | undefined {
    if (depth > 8 || typeof given !== "object" || given === null || Array.isArray(given)) {
      report(path, "INVALID_FILTER", path);
      return undefined;
    }
    const kept: Filter = {};
    for (const [key, value] of Object.entries(given)) {
      const here = `${path}.${key}`;
      if ((key === "or" || key === "and") && Array.isArray(value)) {
        const parts = value.map((part, i) => usableGroup(part, `${here}.${i}`, depth + 1)).filter((part) => part !== undefined);
        if (parts.length) kept[key] = parts;
      } else if (key === "not") {
        const part = usableGroup(value, here, depth + 1);
        if (part && Object.keys(part).length) kept.not = part;
      } else if (compiles({ [key]: value }, key, here)) kept[key] = value;
    }
    return Object.keys(kept).length > 0 || Object.keys(given).length === 0 ? kept : undefined;
  }

  function compiles(filter: Filter, name: string, path: string): boolean {
    return attempt(() => compileFilter(ctx, object, filter, newParameters()), path, name);
  }

  function attempt(work: () => unknown, path: string, name: string): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (!(error instanceof ApplicationError)) throw error;
      const first = error.errors[0];
      // the problem of a condition knows its place below the condition: filter.amount.gte
      const below = path.startsWith("filter") && first ? first.path.replace(`filter.${name}`, "") : "";
      report(`${path}${below}`, first?.code ?? error.code, name, first?.params);
      return false;
    }
  }

  const usable: KeptQuery = {};
  if (query.filter) {
    const filter = usableGroup(query.filter, "filter", 0);
    if (filter && Object.keys(filter).length) usable.filter = filter;
    // conditions may each be right and still be too many together
    if (usable.filter && problems.length === 0 && !attempt(() => compileFilter(ctx, object, usable.filter, newParameters()), "filter", "filter"))
      delete usable.filter;
  }
  if (query.sort) {
    const keys = query.sort.split(",").filter((key) => attempt(() => parseSort(object, ctx, key), "sort", key.replace(/^[-+]/, "")));
    if (keys.length && attempt(() => parseSort(object, ctx, keys.join(",")), "sort", keys.join(","))) usable.sort = keys.join(",");
  }
  if (query.columns)
    usable.columns = query.columns.filter(({ field }, i) => {
      const isThere = object.fields.has(field) && restricted.get(field) !== "hidden";
      if (!isThere) report(`columns.${i}.field`, "UNKNOWN_FIELD", field);
      return isThere;
    });
  if (query.group_by) {
    const [name = "", part] = query.group_by.split(":");
    const field = object.fields.get(name);
    const isOpen = field && restricted.get(name) !== "hidden" && restricted.get(name) !== "masked";
    const isDate = field?.type === "date" || field?.type === "datetime";
    if (isOpen && (part === undefined ? fieldType(field.type).isGroupable || isDate : isDate && dateParts.has(part))) usable.group_by = query.group_by;
    else report("group_by", isOpen ? "INVALID_VALUE" : "UNKNOWN_FIELD", name);
  }
  return { query: usable, problems };
}

const dateParts = new Set(["day", "week", "month", "quarter", "year"]);
