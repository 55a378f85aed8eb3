import type { ObjectType } from "@keshu/catalog";
import { type Context, createError, type ErrorCode, inLocale, type Problem } from "@keshu/kernel";
import type { RowResult } from "../types.ts";

const malformed = new Set<ErrorCode>(["UNKNOWN_FIELD", "INVALID_REQUEST"]);

/** The error for one record: 400 when the input is not of the object's shape, 422 when values are wrong. */
export function failWith(problems: readonly Problem[]): Error {
  const shape = problems.find((p) => malformed.has(p.code));
  if (shape) return createError(shape.code, { params: { field: shape.path, ...shape.params }, errors: problems });
  return createError("VALIDATION_FAILED", { errors: problems });
}

/** The result of one row of a batch that failed. */
export function failure(problems: readonly Problem[]): RowResult {
  return { ok: false, code: problems.length === 1 ? (problems[0] as Problem).code : "VALIDATION_FAILED", errors: [...problems] };
}

/** Problems told with the words people know their fields by; the path keeps the field's name. */
export function inWords(ctx: Context, object: ObjectType, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => {
    const labels = problem.path.split(",").map((name) => object.fields.get(name)?.label);
    if (problem.params?.field !== undefined || problem.code === "UNKNOWN_FIELD" || !labels[0]) return problem;
    return { ...problem, params: { ...problem.params, field: labels.map((label) => (label ? inLocale(label, ctx.locale) : "")).join("、") } };
  });
}
