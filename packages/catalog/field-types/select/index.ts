import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { findOption, optionLabel, validateOptions } from "./options.ts";

/** One of the field's options. Input takes the value or either label; output is the value. */
export const select: FieldType = {
  id: "select",
  sqlType: () => "text",
  parse: (input, field) => {
    if (typeof input !== "string" && typeof input !== "number" && typeof input !== "boolean")
      return refuse("UNKNOWN_OPTION", { value: Array.isArray(input) ? "[…]" : `(${typeof input})` });
    const option = findOption(field, String(input));
    return option === undefined ? refuse("UNKNOWN_OPTION", { value: String(input).slice(0, 100) }) : accept(option);
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "in", "nin", "empty"],
  collation: '"zh-x-icu"',
  isSortable: true,
  isGroupable: true,
  mask: () => concealed,
  schema: (field) => ({ type: "string", enum: (field.options ?? []).map((o) => o.value) }),
  inputSchema: (field) => ({ type: "string", maxLength: 255, examples: (field.options ?? []).slice(0, 3).map((o) => o.value) }),
  toCell: (value, field, env) => optionLabel(field, value as string, env.locale),
  validateDefinition: (field) => (field.options?.length ? validateOptions(field) : [{ path: "options", code: "REQUIRED" }]),
  example: (field) => field.options?.[0]?.value ?? "",
};
