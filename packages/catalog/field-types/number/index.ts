import type { FieldType } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { numberBounds, parseNumber, validateNumber } from "./parse-number.ts";

export const number: FieldType = {
  id: "number",
  sqlType: () => "numeric",
  parse: (input, field) => parseNumber(input, field),
  encode: (value) => String(value),
  select: (column) => `${column}::float8`,
  operators: ["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "between", "empty"],
  isSortable: true,
  isMeasure: true,
  isGroupable: true,
  mask: () => concealed,
  schema: (field) => ({ type: field.decimals === 0 ? "integer" : "number", ...numberBounds(field) }),
  inputSchema: (field) => ({
    anyOf: [
      { type: "number", ...numberBounds(field) },
      { type: "string", maxLength: 64 },
    ],
  }),
  toCell: (value) => String(value),
  validateDefinition: validateNumber,
  example: (field) => Math.min(Math.max(12, field.min ?? 12), field.max ?? 12),
};
