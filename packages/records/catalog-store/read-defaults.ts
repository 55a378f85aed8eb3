import { type FieldDefinition, type FieldTypeId, fieldType, type ObjectDefinition, sanitizeObject } from "@keshu/catalog";
import type { Problem } from "@keshu/kernel";
import { parseEnvironment } from "../write/parse-input.ts";
import { termOf } from "./definition-problems.ts";

/** Words for the moment and the person of the write, and the types they suit. */
const words: Record<string, FieldTypeId> = { $now: "datetime", $today: "date", $user: "user" };

/**
 * A definition with its default and empty value as the field itself reads them, so that no write fails later
 * for a value its writer never gave.
 */
export function readDefaults(field: FieldDefinition, object: ObjectDefinition, at = ""): { field: FieldDefinition; problems: Problem[] } {
  const problems: Problem[] = [];
  const read = { ...field };
  const ready = sanitizeObject({ ...object, fields: [field] }).fields.get(field.name);
  for (const name of ["default", "emptyValue"] as const) {
    const given = field[name];
    if (given === undefined || !ready) continue;
    if (given === null || given === "") {
      delete read[name];
      continue;
    }
    const type = typeof given === "string" ? words[given] : undefined;
    if (type !== undefined && type === field.type && name === "default") continue;
    const parsed = type === undefined ? fieldType(field.type).parse(given, ready, parseEnvironment({})) : ({ ok: false, code: "INVALID_VALUE" } as const);
    if (!parsed.ok)
      problems.push({ path: `${at}${termOf(name)}`, code: parsed.code, params: { ...("params" in parsed ? parsed.params : {}), field: termOf(name) } });
    else if (parsed.value === null) delete read[name];
    else read[name] = parsed.value;
  }
  return { field: read, problems };
}
