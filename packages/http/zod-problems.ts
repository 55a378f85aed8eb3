import { createError, type ErrorCode, type Problem } from "@keshu/kernel";
import type { ZodType, z } from "zod";

/**
 * Checks one part of a request. Wrong shapes (unknown key, wrong JSON type) are 400 INVALID_REQUEST,
 * well-formed but invalid values 422 VALIDATION_FAILED; query and path parameters are always 400 INVALID_PARAMETER.
 */
export function check<T>(schema: ZodType<T>, value: unknown, place: "params" | "query" | "body"): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const issues = result.error.issues;
  if (place === "params") throw createError("NOT_FOUND");
  if (place === "query") {
    const errors = issues.flatMap(pathsOf).map((path): Problem => ({ path, code: "INVALID_PARAMETER" }));
    throw createError("INVALID_PARAMETER", { params: { field: errors[0]?.path ?? "" }, errors });
  }
  const malformed = issues.filter(isMalformed);
  if (malformed.length) {
    const errors = malformed.flatMap((issue) =>
      pathsOf(issue).map(
        (path): Problem => ({ path, code: issue.code === "unrecognized_keys" ? "UNKNOWN_FIELD" : "INVALID_REQUEST", params: { field: path } }),
      ),
    );
    throw createError(errors.every((e) => e.code === "UNKNOWN_FIELD") ? "UNKNOWN_FIELD" : "INVALID_REQUEST", {
      params: { field: errors[0]?.path ?? "" },
      errors,
    });
  }
  throw createError("VALIDATION_FAILED", { errors: issues.flatMap((issue) => pathsOf(issue).map((path) => asProblem(issue, path))) });
}

type Issue = z.core.$ZodIssue;

function pathsOf(issue: Issue): string[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => (path ? `${path}.${key}` : key));
  return [path];
}

/** The body as a whole has the wrong type, or has a key nobody knows. A field with a wrong value is 422. */
function isMalformed(issue: Issue): boolean {
  return issue.code === "unrecognized_keys" || (issue.code === "invalid_type" && issue.path.length === 0);
}

function asProblem(issue: Issue, path: string): Problem {
  const input = issue.input;
  if (issue.code === "invalid_type" && (input === undefined || input === null)) return { path, code: "REQUIRED" };
  if (issue.code === "too_small" && issue.origin === "string" && issue.minimum === 1) return { path, code: "REQUIRED" };
  if (issue.code === "too_big" && issue.origin === "string") return { path, code: "TOO_LONG", params: { max: Number(issue.maximum) } };
  if (issue.code === "invalid_type") return { path, code: typeCodes[issue.expected] ?? "INVALID_VALUE" };
  if (issue.code === "invalid_format") return { path, code: formatCodes[issue.format] ?? "INVALID_VALUE" };
  return { path, code: "INVALID_VALUE" };
}

const typeCodes: Record<string, ErrorCode> = { string: "INVALID_TEXT", number: "INVALID_NUMBER", int: "INVALID_NUMBER", boolean: "INVALID_BOOLEAN" };
const formatCodes: Record<string, ErrorCode> = {
  email: "INVALID_EMAIL",
  uuid: "INVALID_ID",
  guid: "INVALID_ID",
  url: "INVALID_URL",
  date: "INVALID_DATE",
  datetime: "INVALID_DATETIME",
};
