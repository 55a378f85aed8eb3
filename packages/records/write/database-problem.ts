import type { ObjectType } from "@keshu/catalog";
import type { Problem } from "@keshu/kernel";
import { fieldsOfIndex } from "../schema/indexes.ts";

/** The one place that turns what PostgreSQL refuses into problems people understand; undefined: not theirs to mend. */
export function databaseProblem(error: unknown, object: ObjectType): Problem | undefined {
  const { code, constraint, column, schema, table } = error as Record<"code" | "constraint" | "column" | "schema" | "table", string | undefined>;
  if (code === "23505" && constraint) {
    const fields = fieldsOfIndex(object, constraint);
    if (fields?.length) return notUnique(fields);
    // of a rule taken back a moment ago, whose index is about to go
    if (schema === "crm" && table === object.name) return { path: "", code: "CONFLICT" };
  }
  if (code === "23502" && column) return { path: column, code: "REQUIRED" };
  if (code === "54000") return { path: fieldOfLongValue(object, constraint), code: "TOO_LONG", params: { max: 800 } };
  if (code === "22003" || code === "22P02" || code === "22007" || code === "22008" || code === "22021" || code === "22P05")
    return { path: column ?? object.titleField, code: "INVALID_VALUE" };
  return undefined;
}

/** Of a combination the words are others: each value by itself may be there again. */
export function notUnique(fields: readonly string[]): Problem {
  return { path: fields.join(","), code: fields.length > 1 ? "NOT_UNIQUE_TOGETHER" : "NOT_UNIQUE" };
}

const longTypes = new Set(["text", "url", "select"]);

/** The field whose value is too long for an index. PostgreSQL names the index of values up to a page, and none beyond. */
function fieldOfLongValue(object: ObjectType, index: string | undefined): string {
  const together = new Set(object.uniqueTogether?.flat());
  const candidates = object.fieldList.filter((f) => longTypes.has(f.type) && (f.unique || f.indexed || together.has(f.name)));
  const ofIndex = index === undefined ? undefined : fieldsOfIndex(object, index);
  const named = candidates.find((f) => ofIndex?.includes(f.name) || index?.includes(`_${f.column}_`));
  return (named ?? (candidates.length === 1 ? candidates[0] : undefined))?.name ?? object.titleField;
}
