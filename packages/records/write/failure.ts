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

/**
 * Problems told with the words people know their fields by; the path keeps the field's name. A field that is hidden from
 * the caller is not named: of several only the others are, and of one alone that something they cannot see is wrong.
 */
export function inWords(ctx: Context, object: ObjectType, problems: readonly Problem[]): Problem[] {
  const restricted = ctx.principal.restrictedFields(object.name);
  return problems.map((given) => {
    const problem = restricted.size > 0 ? withoutHidden(given, restricted) : given;
    const labels = problem.path.split(",").map((name) => object.fields.get(name)?.label);
    if (problem.params?.field !== undefined || problem.code === "UNKNOWN_FIELD" || !labels[0]) return problem;
    return {
      ...problem,
      params: { ...problem.params, field: labels.map((label) => (label ? inLocale(label, ctx.locale) : "")).join(ctx.locale === "en" ? ", " : "、") },
    };
  });
}

function withoutHidden(problem: Problem, restricted: ReadonlyMap<string, string>): Problem {
  if (problem.code === "UNKNOWN_FIELD") return problem; // the caller named it
  const names = problem.path.split(",");
  const open = names.filter((name) => restricted.get(name.split(".")[0] as string) !== "hidden");
  if (open.length === names.length) return problem;
  return open.length > 0 ? { path: open.join(","), code: problem.code } : { path: "", code: "HIDDEN_VALUE" };
}
