import { accept, type FieldType, refuse } from "../../field-type.ts";
import { maskText } from "../mask.ts";
import { lengthOf } from "../recognition/fold-text.ts";
import { readText } from "../text/read-text.ts";

const defaultMaxLength = 100_000;
const longest = 1_000_000;

/** Text of several lines. */
export const longText: FieldType = {
  id: "long_text",
  sqlType: () => "text",
  parse: (input, field) => {
    const read = readText(input);
    if (!read.ok) return read;
    const value = read.value.replaceAll(/\r\n?/g, "\n");
    if (value === "") return accept(null);
    const max = field.maxLength ?? defaultMaxLength;
    return value.length > max && lengthOf(value) > max ? refuse("TOO_LONG", { max }) : accept(value);
  },
  encode: (value) => value as string,
  operators: ["contains", "empty"],
  isSortable: false,
  searchText: (value) => [value as string],
  mask: (value) => maskText((value as string).slice(0, 1000)),
  schema: (field) => ({ type: "string", maxLength: field.maxLength ?? defaultMaxLength }),
  toCell: (value) => value as string,
  validateDefinition: (field) =>
    field.maxLength !== undefined && !(Number.isInteger(field.maxLength) && field.maxLength >= 1 && field.maxLength <= longest)
      ? [{ path: "max_length", code: "OUT_OF_RANGE", params: { min: 1, max: longest } }]
      : [],
  example: () => "第一行\n第二行",
};
