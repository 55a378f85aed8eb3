import type { ObjectType } from "@keshu/catalog";
import type { Problem } from "@keshu/kernel";
import { fieldsOfIndex } from "../schema/indexes.ts";

/** The one place that turns what PostgreSQL refuses into problems people understand; undefined: not theirs to mend. */
export function databaseProblem(error: unknown, object: ObjectType): Problem | undefined {
  const { code, constraint, column } = error as { code?: string; constraint?: string; column?: string };
  if (code === "23505" && constraint) {
    const fields = fieldsOfIndex(object, constraint);
    if (fields?.length) return { path: fields.join(","), code: "NOT_UNIQUE" };
  }
  if (code === "23502" && column) return { path: column, code: "REQUIRED" };
  if (code === "54000") return { path: fieldOfLongValue(object, constraint), code: "TOO_LONG", params: { max: 800 } };
  if (code === "22003" || code === "22P02" || code === "22007" || code === "22008" || code === "22021" || code === "22P05")
    return { path: column ?? object.titleField, code: "INVALID_VALUE" };
  return undefined;
}

const longTypes = new Set(["text", "url", "select"]);

/** The field whose value is too long for an index. PostgreSQL names the index of values up to a page, and none beyond. */
function fieldOfLongValue(object: ObjectType, index: string | undefined): string {
  const candidates = object.fieldList.filter((f) => longTypes.has(f.type) && (f.unique || f.indexed));
  const named = candidates.find((f) => index?.includes(`_${f.column}_`));
  return (named ?? (candidates.length === 1 ? candidates[0] : undefined))?.name ?? object.titleField;
}
