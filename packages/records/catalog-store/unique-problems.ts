import { isSameSet, type ObjectType } from "@keshu/catalog";
import { type Context, inLocale, type Problem } from "@keshu/kernel";
import { isDistinguishable } from "./definition-problems.ts";

const fewest = 2;
const most = 6;
/** Each is one more index that every write keeps. */
const perObject = 20;

/** Fields of the engine that say something of the business. */
const comparableSystemFields = new Set(["owner_id"]);

/** What is wrong with combinations someone wants unique, beside those already `kept`; `placeOf` says where each stands. */
export function uniqueProblems(
  ctx: Context,
  object: ObjectType,
  added: readonly (readonly string[])[],
  kept: readonly (readonly string[])[],
  placeOf: (i: number) => string,
): Problem[] {
  const problems = added.flatMap((names, i): Problem[] => {
    const at = placeOf(i);
    const others = [...kept, ...added.slice(0, i)];
    if (others.some((other) => isSameSet(other, names))) return [{ path: at, code: "COMBINATION_EXISTS", params: { field: labelsOf(ctx, object, names) } }];
    return combinationProblems(ctx, object, names, at);
  });
  if (kept.length + added.length > perObject) problems.push({ path: placeOf(0), code: "LIMIT_REACHED", params: { limit: perObject } });
  return problems;
}

function combinationProblems(ctx: Context, object: ObjectType, names: readonly string[], at: string): Problem[] {
  if (names.length < fewest || names.length > most) return [{ path: at, code: "COMBINATION_SIZE", params: { min: fewest, max: most } }];
  return names.flatMap((name, i): Problem[] => {
    const field = object.fields.get(name);
    if (!field || ctx.principal.fieldAccess(object.name, name) === "hidden") return [{ path: at, code: "UNKNOWN_FIELD", params: { field: name } }];
    const params = { field: inLocale(field.label, ctx.locale) };
    if (names.indexOf(name) < i) return [{ path: at, code: "NAMED_TWICE", params: { value: params.field } }];
    if (field.unique) return [{ path: at, code: "UNIQUE_BY_ITSELF", params }];
    const isOpen = !field.system || comparableSystemFields.has(name);
    return isOpen && isDistinguishable(field) ? [] : [{ path: at, code: "NOT_COMPARABLE", params }];
  });
}

/** Fields in the reader's words; names that are none stand for themselves. */
export function labelsOf(ctx: Context, object: ObjectType, names: readonly string[]): string {
  const labels = names.map((name) => {
    const field = object.fields.get(name);
    return field ? inLocale(field.label, ctx.locale) : name;
  });
  return labels.join(ctx.locale === "en" ? ", " : "、");
}
