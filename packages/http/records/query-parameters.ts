import { createError, type Problem } from "@keshu/kernel";
import type { AggregateQuery, Filter, ListQuery } from "@keshu/records";

type Raw = Record<string, unknown>;
const counts = ["none", "estimated", "exact"] as const;
const scenes = ["mine", "shared", "reports", "all"] as const;

/** @throws INVALID_PARAMETER naming the parameter */
export function refuseParameter(path: string, problem: Omit<Problem, "path"> = { code: "INVALID_PARAMETER" }): never {
  throw createError("INVALID_PARAMETER", { params: { field: path }, errors: [{ path, ...problem, params: { field: path, ...problem.params } }] });
}

/** Refuses every parameter that is not one of `known`, and every one given twice. */
export function onlyParameters(raw: Raw, known: ReadonlySet<string>): void {
  for (const name in raw) if (!known.has(name) || typeof raw[name] !== "string") refuseParameter(name);
}

const listParameters = new Set(["filter", "sort", "fields", "expand", "limit", "cursor", "offset", "count", "q", "deleted", "scene", "time_zone"]);

/** Query string of a list → ListQuery. @throws INVALID_PARAMETER, INVALID_FILTER */
export function parseListQuery(raw: Raw): ListQuery {
  onlyParameters(raw, listParameters);
  const query: ListQuery = {};
  const text = raw as Record<string, string | undefined>;
  if (text.filter !== undefined) query.filter = parseFilter(text.filter);
  if (text.sort) query.sort = text.sort;
  if (text.fields !== undefined) query.fields = listOf(text.fields);
  if (text.expand !== undefined) query.expand = listOf(text.expand);
  if (text.limit !== undefined) query.limit = integerOf(text.limit, "limit", 1, 1000);
  if (text.offset !== undefined) query.offset = integerOf(text.offset, "offset", 0, 1_000_000);
  if (text.cursor) query.cursor = text.cursor;
  if (text.count !== undefined) query.count = oneOf(text.count, "count", counts);
  narrow(query, text);
  return query;
}

/** What narrows lists and aggregates alike. */
function narrow(query: ListQuery | AggregateQuery, text: Record<string, string | undefined>): void {
  if (text.q !== undefined && text.q.trim() !== "") query.q = boundedText(text.q, "q", 200);
  if (text.deleted !== undefined) query.deleted = booleanOf(text.deleted, "deleted");
  if (text.scene !== undefined) query.scene = oneOf(text.scene, "scene", scenes);
  if (text.time_zone !== undefined) query.timeZone = timeZoneOf(text.time_zone);
}

const readParameters = new Set(["fields", "expand"]);

/** Query string of one record. */
export function parseReadQuery(raw: Raw): { fields?: readonly string[]; expand?: readonly string[] } {
  const query: { fields?: readonly string[]; expand?: readonly string[] } = {};
  for (const name in raw) {
    onlyParameters(raw, readParameters);
    if (name === "fields") query.fields = listOf(raw.fields as string);
    else query.expand = listOf(raw.expand as string);
  }
  return query;
}

const aggregateParameters = new Set(["group", "measures", "filter", "q", "deleted", "scene", "time_zone"]);

export function parseAggregateQuery(raw: Raw): AggregateQuery {
  onlyParameters(raw, aggregateParameters);
  const text = raw as Record<string, string | undefined>;
  const query: AggregateQuery = { measures: text.measures ? listOf(text.measures) : ["count"] };
  if (text.group) query.group = listOf(text.group);
  if (text.filter !== undefined) query.filter = parseFilter(text.filter);
  narrow(query, text);
  return query;
}

/** @throws INVALID_FILTER when it is not a JSON object */
export function parseFilter(text: string): Filter {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return value as Filter;
  } catch {
    // refused below
  }
  throw createError("INVALID_FILTER", { params: { field: "filter" }, errors: [{ path: "filter", code: "INVALID_FILTER" }] });
}

/** `a,b` → ["a", "b"]; nothing between commas is left out. */
export function listOf(text: string): string[] {
  return text.split(",").flatMap((part) => part.trim() || []);
}

export function integerOf(text: string, path: string, min: number, max: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) refuseParameter(path, { code: "OUT_OF_RANGE", params: { min, max } });
  return value;
}

export function boundedText(text: string, path: string, max: number): string {
  if (text.length > max) refuseParameter(path, { code: "TOO_LONG", params: { max } });
  if (text.includes("\0")) refuseParameter(path);
  return text;
}

function booleanOf(text: string, path: string): boolean {
  if (text !== "true" && text !== "false") refuseParameter(path);
  return text === "true";
}

function oneOf<const Value extends string>(text: string, path: string, values: readonly Value[]): Value {
  return values.find((value) => value === text) ?? refuseParameter(path);
}

function timeZoneOf(text: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return refuseParameter("time_zone");
  }
}
