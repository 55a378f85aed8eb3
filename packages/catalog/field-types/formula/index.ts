import { type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";

/** Place of formulas. Not available yet: no field of this type can be defined, and none takes a value. */
export const formula: FieldType = {
  id: "formula",
  sqlType: () => "text",
  parse: () => refuse("READ_ONLY"),
  encode: (value) => String(value),
  operators: [],
  isSortable: false,
  mask: () => concealed,
  schema: () => ({ type: "string", readOnly: true }),
  toCell: (value) => String(value),
  validateDefinition: () => [{ path: "type", code: "NOT_AVAILABLE" }],
  example: () => null,
};
