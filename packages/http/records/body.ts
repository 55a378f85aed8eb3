import { createError, type ErrorCode, type Problem } from "@keshu/kernel";

/** The body as a JSON object. @throws INVALID_REQUEST */
export function objectBody(body: unknown): Record<string, unknown> {
  if (body !== null && typeof body === "object" && !Array.isArray(body)) return body as Record<string, unknown>;
  throw createError("INVALID_REQUEST", { errors: [{ path: "", code: "INVALID_REQUEST" }] });
}

/** A JSON object with no other members than these. @throws INVALID_REQUEST, UNKNOWN_FIELD */
export function objectOf(body: unknown, members: readonly string[], path = ""): Record<string, unknown> {
  const value = objectBody(body);
  const unknown = Object.keys(value).filter((name) => !members.includes(name));
  if (unknown.length)
    throw createError("UNKNOWN_FIELD", {
      params: { field: path + (unknown[0] as string) },
      errors: unknown.map((name): Problem => ({ path: path + name, code: "UNKNOWN_FIELD", params: { field: path + name } })),
    });
  return value;
}

/** One member is wrong. */
export function refuseMember(path: string, code: ErrorCode = "INVALID_VALUE"): never {
  throw createError(code === "INVALID_REQUEST" ? code : "VALIDATION_FAILED", { errors: [{ path, code, params: { field: path } }] });
}
