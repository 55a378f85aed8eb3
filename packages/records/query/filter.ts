import type { Field, FieldType, ObjectType, Operator, ParseEnvironment } from "@keshu/catalog";
import { type Context, createError, type ErrorCode, type Principal, timeZoneOf } from "@keshu/kernel";
import { likePattern, queryGrams } from "@keshu/search";
import { columnOf, type Parameters } from "../parameters.ts";
import { expressionOf, sqlTypeOf, storedType } from "../stored-type.ts";
import type { Filter } from "../types.ts";
import { rarestGrams } from "./gram-samples.ts";
import { byGrams, byNothing, type Narrow } from "./narrow.ts";
import { beginningOf, isRelative, type Period, periodOf } from "./relative.ts";

const maxDepth = 8;
const maxOperands = 1000;
/** Conditions and groups together: a filter in a request body could hold any number. */
const maxParts = 500;

interface Scope {
  object: ObjectType;
  principal: Principal;
  p: Parameters;
  env: ParseEnvironment;
  parts: number;
  narrow: Narrow;
}

/**
 * The JSON filter of the HTTP contract as a SQL condition on alias `t`. Relative days are those of `timeZone`,
 * else of the reader's zone.
 * @throws UNKNOWN_FIELD, UNKNOWN_OPERATOR, INVALID_FILTER (400), each with its path
 */
export function compileFilter(
  ctx: Context,
  object: ObjectType,
  filter: Filter | undefined,
  p: Parameters,
  { timeZone = timeZoneOf(ctx.principal), narrow = byGrams }: { timeZone?: string | undefined; narrow?: Narrow } = {},
): string {
  if (!filter) return "true";
  const env: ParseEnvironment = { now: new Date(), timeZone, mode: "strict" };
  return group({ object, principal: ctx.principal, p, env, parts: 0, narrow }, filter, "filter", 0);
}

function group(scope: Scope, filter: unknown, path: string, depth: number): string {
  if (depth > maxDepth || ++scope.parts > maxParts || typeof filter !== "object" || filter === null || Array.isArray(filter))
    throw invalid("INVALID_FILTER", path);
  const parts: string[] = [];
  for (const [key, value] of Object.entries(filter)) {
    const here = `${path}.${key}`;
    if (key === "or" || key === "and") {
      if (!Array.isArray(value) || value.length === 0) throw invalid("INVALID_FILTER", here);
      parts.push(`(${value.map((v, i) => group(scope, v, `${here}.${i}`, depth + 1)).join(` ${key} `)})`);
    } else if (key === "not") parts.push(`not coalesce(${negated(scope, value, here, depth + 1)}, false)`);
    else parts.push(fieldConditions(scope, key, value, here));
  }
  return parts.length ? (parts.length === 1 ? (parts[0] as string) : `(${parts.join(" and ")})`) : "true";
}

/** No index finds what does not contain a word. */
function negated(scope: Scope, filter: unknown, path: string, depth: number): string {
  const { narrow } = scope;
  scope.narrow = byNothing;
  const text = group(scope, filter, path, depth);
  scope.narrow = narrow;
  return text;
}

function fieldConditions(scope: Scope, key: string, value: unknown, path: string): string {
  const [name = "", part] = splitOnce(key);
  const field = readableField(scope.object, scope.principal, name);
  if (!field) throw invalid("UNKNOWN_FIELD", path, { field: key });
  const type = storedType(field);
  if (part !== undefined) return partCondition(scope, field, part, value, path);
  if (typeof value === "object" && value !== null && !Array.isArray(value) && !isRelative(value) && Object.keys(value).length > 0) {
    return Object.entries(value)
      .map(([operator, operand]) => condition(scope, field, type, operator, operand, `${path}.${operator}`))
      .join(" and ");
  }
  return condition(scope, field, type, Array.isArray(value) ? "in" : "eq", value, path);
}

/** `address.city` → its field and part; a further dot belongs to the part, of which none has one. */
function splitOnce(key: string): [string, string?] {
  const dot = key.indexOf(".");
  return dot < 0 ? [key] : [key.slice(0, dot), key.slice(dot + 1)];
}

function readableField(object: ObjectType, principal: Principal, name: string): Field | undefined {
  const field = object.fields.get(name);
  if (!field) return undefined;
  const access = principal.restrictedFields(object.name).get(name);
  return access === "hidden" || access === "masked" ? undefined : field;
}

/** A part of an address: `address.province`. */
function partCondition(scope: Scope, field: Field, part: string, value: unknown, path: string): string {
  if (++scope.parts > maxParts) throw invalid("INVALID_FILTER", path);
  if (field.type !== "address" || !["province", "city", "area", "code", "detail"].includes(part))
    throw invalid("UNKNOWN_FIELD", path, { field: `${field.name}.${part}` });
  const expression = `${columnOf("t", field.column)} ->> '${part}'`;
  const wanted = typeof value === "object" && value !== null && "eq" in value ? value.eq : value;
  if (Array.isArray(wanted) && wanted.length <= maxOperands) return `(${expression}) = any(${scope.p.add(wanted.map((v) => textOperand(v, path)))}::text[])`;
  return `(${expression}) = ${scope.p.add(textOperand(wanted, path))}`;
}

function condition(scope: Scope, field: Field, type: FieldType, operator: string, operand: unknown, path: string): string {
  if (++scope.parts > maxParts) throw invalid("INVALID_FILTER", path);
  if (!type.operators.includes(operator as Operator) && !(operator === "eq" && operand === null))
    throw invalid("UNKNOWN_OPERATOR", path, { field: field.name, operator });
  const column = expressionOf(field);
  const cast = sqlTypeOf(field);
  const bind = (value: unknown): string => `${scope.p.add(encodeOperand(scope, field, type, value, path))}::${cast}`;
  if (type.isArray) return arrayCondition(scope, field, type, operator as Operator, operand, column, cast, path);
  if (isDay(field) && (isRelative(operand) || (operator === "between" && Array.isArray(operand) && operand.some(isRelative))))
    return relativeCondition(scope, field, type, operator as Operator, operand, path);
  switch (operator as Operator) {
    case "eq":
      if (field.pastOf && typeof operand === "boolean") return operand ? column : `not ${column}`;
      return operand === null ? `${column} is null` : `${column} = ${bind(operand)}`;
    case "ne":
      return operand === null ? `${column} is not null` : `${column} is distinct from ${bind(operand)}`;
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return `${column} ${{ gt: ">", gte: ">=", lt: "<", lte: "<=" }[operator as "gt"]} ${bind(operand)}`;
    case "between": {
      if (!Array.isArray(operand) || operand.length !== 2) throw invalid("INVALID_FILTER", path);
      return `${column} between ${bind(operand[0])} and ${bind(operand[1])}`;
    }
    case "in":
    case "nin": {
      if (!Array.isArray(operand) || operand.length > maxOperands) throw invalid("INVALID_FILTER", path);
      const present = operand.filter((v) => v !== null).map((v) => encodeOperand(scope, field, type, v, path));
      const list = `${column} = any(${scope.p.add(present)}::${cast}[])`;
      const some = present.length < operand.length ? `(${list} or ${column} is null)` : list;
      return operator === "in" ? some : `not coalesce(${some}, false)`;
    }
    case "contains":
      return textContains(scope, field, column, operand, path);
    case "starts":
      return `${column} like ${scope.p.add(`${likePattern(textOperand(operand, path))}%`)}`;
    case "empty":
      if (typeof operand !== "boolean") throw invalid("INVALID_FILTER", path);
      return `${column} is ${operand ? "" : "not "}null`;
  }
}

const isDay = (field: Field): boolean => field.type === "date" || field.type === "datetime";

/** A condition on days by their place to today: a period is compared as a whole. */
function relativeCondition(scope: Scope, field: Field, type: FieldType, operator: Operator, operand: unknown, path: string): string {
  const column = columnOf("t", field.column);
  const { timeZone, now } = scope.env;
  const bind = (day: string): string => `${scope.p.add(field.type === "date" ? day : beginningOf(day, timeZone))}::${sqlTypeOf(field)}`;
  const read = (value: unknown): Period => {
    const period = isRelative(value) ? periodOf(value, now, timeZone) : null;
    if (!period) throw invalid("INVALID_FILTER", path);
    return period;
  };
  if (operator === "between") {
    const pair = operand as unknown[];
    if (pair.length !== 2) throw invalid("INVALID_FILTER", path);
    const [first, last] = pair;
    const given = (value: unknown): string => `${scope.p.add(encodeOperand(scope, field, type, value, path))}::${sqlTypeOf(field)}`;
    const from = isRelative(first) ? bind(read(first).start) : given(first);
    return `(${column} >= ${from} and ${column} ${isRelative(last) ? `< ${bind(read(last).end)}` : `<= ${given(last)}`})`;
  }
  const { start, end } = read(operand);
  switch (operator) {
    case "eq":
      return `(${column} >= ${bind(start)} and ${column} < ${bind(end)})`;
    case "ne":
      return `(${column} is null or ${column} < ${bind(start)} or ${column} >= ${bind(end)})`;
    case "lt":
      return `${column} < ${bind(start)}`;
    case "lte":
      return `${column} < ${bind(end)}`;
    case "gt":
      return `${column} >= ${bind(end)}`;
    case "gte":
      return `${column} >= ${bind(start)}`;
    default:
      throw invalid("INVALID_FILTER", path);
  }
}

/** Substring: narrowed by the bigrams of the whole record when the field takes part in them, then checked on the field. */
function textContains(scope: Scope, field: Field, column: string, operand: unknown, path: string): string {
  const text = textOperand(operand, path);
  const check = `${column} ilike ${scope.p.add(`%${likePattern(text)}%`)}`;
  if (!field.searchable || text.length < 2) return check;
  const { grams } = queryGrams(text);
  const narrowed = scope.narrow(rarestGrams(scope.object, grams), scope.p);
  return narrowed === "true" ? check : `(${narrowed} and ${check})`;
}

function arrayCondition(scope: Scope, field: Field, type: FieldType, operator: Operator, operand: unknown, column: string, cast: string, path: string): string {
  const isEmpty = `coalesce(cardinality(${column}), 0) = 0`;
  if (operator === "empty") {
    if (typeof operand !== "boolean") throw invalid("INVALID_FILTER", path);
    return operand ? isEmpty : `not ${isEmpty}`;
  }
  if (operand === null && (operator === "eq" || operator === "ne")) return operator === "eq" ? isEmpty : `not ${isEmpty}`;
  const list = Array.isArray(operand) ? operand : [operand];
  const value = `${scope.p.add(encodeOperand(scope, field, type, list, path))}::${cast}`;
  switch (operator) {
    case "eq":
    case "contains":
      return `${column} @> ${value}`;
    case "in":
      return `${column} && ${value}`;
    case "ne":
    case "nin":
      return `not coalesce(${column} && ${value}, false)`;
    default:
      throw invalid("UNKNOWN_OPERATOR", path, { field: field.name, operator });
  }
}

function encodeOperand(scope: Scope, field: Field, type: FieldType, value: unknown, path: string): string {
  if (field.target === "user") {
    if (isMe(value)) return type.encode(scope.principal.userId, field);
    if (type.isArray && Array.isArray(value)) value = value.map((one) => (isMe(one) ? scope.principal.userId : one));
  }
  if (value === null || value === undefined || value === "") throw invalid("INVALID_FILTER", path);
  const parsed = type.parse(value, field, scope.env);
  if (parsed.ok && parsed.value === null) throw invalid("INVALID_FILTER", path);
  if (parsed.ok) return type.encode(parsed.value, field);
  // An option that is not offered matches nothing, but a value of the wrong kind is a mistake.
  if (typeof value === "string" && (type.id === "text" || type.id === "long_text" || type.id === "email" || type.id === "phone" || type.id === "url"))
    return textOperand(value, path);
  throw createError("INVALID_FILTER", { params: { field: path }, errors: [{ path, code: parsed.code, params: { ...parsed.params, field: field.name } }] });
}

/** The reader: `{"relative":"me"}`, or just `"me"`. */
function isMe(value: unknown): boolean {
  return value === "me" || (isRelative(value) && value.relative === "me" && Object.keys(value).length === 1);
}

/** Text that PostgreSQL can hold. */
function textOperand(operand: unknown, path: string): string {
  if (typeof operand !== "string" || operand === "" || operand.includes("\0") || !operand.isWellFormed()) throw invalid("INVALID_FILTER", path);
  return operand;
}

function invalid(code: ErrorCode, path: string, params: Record<string, string | number> = {}) {
  const all = { field: path, ...params };
  return createError(code, { params: all, errors: [{ path, code, params: all }] });
}
