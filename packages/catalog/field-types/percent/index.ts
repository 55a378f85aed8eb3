import type { FieldType } from "../../field-type.ts";
import { number } from "../number/index.ts";
import { parseNumber } from "../number/parse-number.ts";

/** Percentage points: 30 is 30 %. Input takes `30`, `"30%"`, `"３０％"`. */
export const percent: FieldType = {
  ...number,
  id: "percent",
  parse: (input, field) => parseNumber(input, field, /\s*[%％]\s*$/),
  schema: (field) => ({ ...number.schema(field), type: "number" }),
  toCell: (value) => `${value}%`,
};
