import type { Field, FieldDefinition, FieldTypeId } from "../../field.ts";
import type { ParseEnvironment } from "../../field-type.ts";
import { fieldType } from "../registry.ts";

const env: ParseEnvironment = { now: new Date("2026-11-22T04:00:00Z"), timeZone: "Asia/Shanghai", mode: "strict" };

/** A field for tests of one type. */
export function fieldOf(type: FieldTypeId, definition: Partial<FieldDefinition> = {}): Field {
  return {
    name: "f",
    type,
    label: { zh: "字段", en: "Field" },
    column: "f",
    system: false,
    custom: false,
    searchable: false,
    required: false,
    unique: false,
    ...definition,
  };
}

/** What a type makes of an input: the value, or the code of the refusal. */
export function read(
  type: FieldTypeId,
  input: unknown,
  mode: "strict" | "cell" = "cell",
  definition: Partial<FieldDefinition> = {},
  timeZone = env.timeZone,
): unknown {
  const parsed = fieldType(type).parse(input, fieldOf(type, definition), { ...env, mode, timeZone });
  return parsed.ok ? parsed.value : parsed.code;
}
