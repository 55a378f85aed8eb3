import { type Field, fieldType, type ObjectType } from "@keshu/catalog";
import { type Context, createError, timeZoneOf } from "@keshu/kernel";
import { withFreshCatalog } from "../catalog-store/fresh.ts";
import { newParameters, type Parameters } from "../parameters.ts";
import { expressionOf } from "../stored-type.ts";
import type { AggregateQuery, AggregateResult } from "../types.ts";
import { conditionsOf, isTextSearch } from "./conditions.ts";
import { reachableWhere } from "./narrow.ts";
import { sceneOf } from "./scene.ts";

const maximumGroups = 10_000;
const periods = new Set(["day", "week", "month", "quarter", "year"]);

/**
 * Counts and sums over the records the caller may read, grouped.
 * @throws UNKNOWN_FIELD, INVALID_PARAMETER, INVALID_FILTER
 */
export async function aggregateRecords(ctx: Context, object: ObjectType, query: AggregateQuery): Promise<AggregateResult> {
  return withFreshCatalog(ctx, object, (fresh) => aggregate(ctx, fresh, query));
}

async function aggregate(ctx: Context, object: ObjectType, query: AggregateQuery): Promise<AggregateResult> {
  const p = newParameters();
  const timeZone = query.timeZone ?? timeZoneOf(ctx.principal);
  const groups = (query.group ?? []).map((g) => groupExpression(ctx, object, g, timeZone, p));
  const measures = query.measures.map((m) => measureExpression(ctx, object, m));
  if (measures.length === 0 || measures.length > 20 || groups.length > 4) throw invalid("measures");
  const scene = sceneOf(ctx.principal, object.name, query.scene);
  if (!scene.reach) return { data: [] };
  const where = reachableWhere(object, scene.reach, conditionsOf(ctx, object, { ...query, timeZone }, scene), p, isTextSearch(query));
  const numbers = groups.map((_, i) => i + 1).join(", ");
  const columns = [...groups, ...measures].map((c) => `${c.expression} as "${c.name.replaceAll('"', "")}"`).join(", ");
  const text = `select ${columns} from ${object.table} t where ${where}${groups.length ? ` group by ${numbers} order by ${groups.length + 1} desc nulls last, ${numbers}` : ""} limit ${maximumGroups}`;
  return { data: (await ctx.db.query(text, p.values)).rows };
}

interface Column {
  name: string;
  expression: string;
}

function groupExpression(ctx: Context, object: ObjectType, text: string, timeZone: string, p: Parameters): Column {
  const [name = "", period, ...rest] = text.split(":");
  if (rest.length > 0) throw invalid("group");
  const field = readable(ctx, object, name, "group");
  const type = fieldType(field.type);
  const column = expressionOf(field);
  if (period !== undefined) {
    if (!periods.has(period) || (field.type !== "date" && field.type !== "datetime")) throw invalid("group");
    const local = field.type === "datetime" ? `${column} at time zone ${p.add(timeZone)}::text` : `${column}::timestamp`;
    return { name: text, expression: `date_trunc('${period}', ${local})::date` };
  }
  if (type.isArray && type.isGroupable) return { name, expression: `unnest(${column})` };
  if (!type.isGroupable) throw invalid("group");
  return { name, expression: type.select?.(column, field) ?? column };
}

function measureExpression(ctx: Context, object: ObjectType, text: string): Column {
  if (text === "count") return { name: "count", expression: "count(*)" };
  const weighted = /^sum\((\w+)\*(\w+)\)$/.exec(text);
  if (weighted) return { name: text, expression: weightedSum(ctx, object, weighted[1] ?? "", weighted[2] ?? "") };
  const match = /^(sum|avg|min|max|count)\((\w+)\)$/.exec(text);
  if (!match) throw invalid("measures");
  const [, operation = "", name = ""] = match;
  const field = readable(ctx, object, name, "measures");
  const type = fieldType(field.type);
  const column = expressionOf(field);
  if (operation === "count") return { name: text, expression: `count(distinct ${column})` };
  const isOrdered = type.isMeasure || field.type === "date" || field.type === "datetime";
  if (!(operation === "min" || operation === "max" ? isOrdered : type.isMeasure)) throw invalid("measures");
  const inner = `${operation}(${column})`;
  if (field.type === "money") return { name: text, expression: operation === "avg" ? `round(${inner}, 2)` : inner };
  return { name: text, expression: type.isMeasure ? `(${inner})::float8` : inner };
}

/** A measure times a percentage of the same record, as of amounts by how likely they are: exact to the cent for money. */
function weightedSum(ctx: Context, object: ObjectType, name: string, percentage: string): string {
  const [field, share] = [readable(ctx, object, name, "measures"), readable(ctx, object, percentage, "measures")];
  if (!fieldType(field.type).isMeasure || share.type !== "percent") throw invalid("measures");
  const sum = `sum(t."${field.column}" * coalesce(t."${share.column}", 0)::numeric / 100)`;
  return field.type === "money" ? `round(${sum}, 2)` : `(${sum})::float8`;
}

function readable(ctx: Context, object: ObjectType, name: string, path: string): Field {
  const field = object.fields.get(name);
  const access = ctx.principal.restrictedFields(object.name).get(name);
  if (!field || access === "hidden" || access === "masked")
    throw createError("UNKNOWN_FIELD", { params: { field: name }, errors: [{ path, code: "UNKNOWN_FIELD", params: { field: name } }] });
  return field;
}

function invalid(path: string) {
  return createError("INVALID_PARAMETER", { params: { field: path }, errors: [{ path, code: "INVALID_PARAMETER", params: { field: path } }] });
}
