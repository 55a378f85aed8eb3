import { type ApiValue, type Field, fieldType, type ObjectType, type ParseEnvironment } from "@keshu/catalog";
import { type Context, isUuid, type Principal, type Problem, timeZoneOf } from "@keshu/kernel";
import { storedType } from "../stored-type.ts";
import type { WriteOptions } from "../types.ts";

export interface ParsedInput {
  values: Record<string, unknown>;
  problems: Problem[];
}

/** The moment and habits of a write: what has no zone is meant in the writer's. */
export function parseEnvironment(options: WriteOptions, principal?: Principal): ParseEnvironment {
  return { now: new Date(), timeZone: options.timeZone ?? (principal ? timeZoneOf(principal) : "Asia/Shanghai"), mode: options.mode ?? "strict" };
}

const provenance = new Set(["created_at", "created_by", "updated_at"]);

/**
 * Reads the fields of one input record. Unknown fields and fields the writer may not set are problems;
 * null and "" empty a field. Required fields and defaults are the caller's business.
 */
export function parseInput(ctx: Context, object: ObjectType, input: unknown, env: ParseEnvironment, options: WriteOptions): ParsedInput {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  if (typeof input !== "object" || input === null || Array.isArray(input)) return { values, problems: [{ path: "", code: "INVALID_REQUEST" }] };
  const restricted = ctx.principal.restrictedFields(object.name);
  for (const name in input) {
    const value = (input as Record<string, unknown>)[name];
    const field = object.fields.get(name);
    const access = restricted.get(name);
    if (!field || access === "hidden") {
      problems.push({ path: name, code: "UNKNOWN_FIELD", params: { field: name } });
      continue;
    }
    if (name === "id") {
      if (isUuid(value)) values.id = value.toLowerCase();
      else problems.push({ path: name, code: "INVALID_ID" });
      continue;
    }
    const isSettable = !field.pastOf && (!field.readOnly || options.setsReadOnly === true || (options.keepsProvenance === true && provenance.has(name)));
    if (!isSettable || access === "read") {
      problems.push({ path: name, code: "READ_ONLY" });
      continue;
    }
    const parsed = parseValue(field, value, env);
    if (parsed.problem) problems.push(parsed.problem);
    else values[name] = parsed.value;
  }
  return { values, problems };
}

/** Names of the fields that came with a value. */
export function givenIn(values: Record<string, unknown>): ReadonlySet<string> {
  return new Set(Object.keys(values).filter((name) => values[name] !== null && values[name] !== undefined));
}

/** One value in any accepted form → API form, or what is wrong with it. */
export function parseValue(field: Field, value: unknown, env: ParseEnvironment): { value?: unknown; problem?: Problem } {
  if (value === null || value === undefined || value === "") return { value: emptyOf(field) };
  const parsed = fieldType(field.type).parse(value, field, env);
  if (!parsed.ok) return { problem: { path: field.name, code: parsed.code, ...(parsed.params ? { params: parsed.params } : {}) } };
  if (parsed.value === null || parsed.value === "") return { value: emptyOf(field) };
  return { value: parsed.value };
}

function emptyOf(field: Field): unknown {
  if (field.emptyValue !== undefined) return field.emptyValue;
  return fieldType(field.type).isArray ? [] : null;
}

/** The value a new record gets where none was given. */
export function defaultOf(ctx: Context, field: Field, env: ParseEnvironment): unknown {
  const value = field.default ?? field.emptyValue;
  if (value === "$now") return env.now.toISOString();
  if (value === "$today") return new Intl.DateTimeFormat("en-CA", { timeZone: env.timeZone }).format(env.now);
  if (value === "$user") return ctx.principal.userId;
  return value;
}

/** Text form of a value for its column; null stays null. */
export function encodeValue(field: Field, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return storedType(field).encode(value as ApiValue, field);
}
