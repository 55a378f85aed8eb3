import { accept, type FieldType, refuse } from "../../field-type.ts";
import { maskText } from "../mask.ts";
import { lengthOf } from "../recognition/fold-text.ts";
import { parseCurrency } from "./currency.ts";
import { isPattern, patternOf } from "./pattern.ts";
import { readText } from "./read-text.ts";

const defaultMaxLength = 255;
const longest = 10_000;
/** Checking a pattern may cost the third power of the length. */
const longestForPatterns = 1000;
const lineBreak = /[\n\r\t\v\f\u0085\u2028\u2029]/;

/** One line of text. Line breaks become blanks; blanks at the ends are dropped. */
export const text: FieldType = {
  id: "text",
  sqlType: () => "text",
  parse: (input, field) => {
    const read = readText(input);
    if (!read.ok) return read;
    if (field.companionOf) return parseCurrency(read.value);
    const value = lineBreak.test(read.value) ? joinLines(read.value) : read.value;
    if (value === "") return accept(null);
    const max = field.maxLength ?? defaultMaxLength;
    if (value.length > max && lengthOf(value) > max) return refuse("TOO_LONG", { max });
    if (field.pattern && !patternOf(field.pattern).test(value)) return refuse("INVALID_VALUE");
    return accept(value);
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "in", "nin", "contains", "starts", "empty"],
  collation: '"zh-x-icu"',
  isSortable: true,
  isGroupable: true,
  searchText: (value) => [value as string],
  mask: (value) => maskText(value as string),
  schema: (field) => ({ type: "string", maxLength: field.maxLength ?? defaultMaxLength, ...(field.pattern ? { pattern: field.pattern } : {}) }),
  inputSchema: (field) => ({ type: ["string", "number"], maxLength: field.maxLength ?? defaultMaxLength }),
  toCell: (value) => value as string,
  validateDefinition: (field) => {
    if (field.maxLength !== undefined && !(Number.isInteger(field.maxLength) && field.maxLength >= 1 && field.maxLength <= longest))
      return [{ path: "max_length", code: "OUT_OF_RANGE", params: { min: 1, max: longest } }];
    if (field.pattern !== undefined && !isPattern(field.pattern)) return [{ path: "pattern", code: "INVALID_VALUE" }];
    if (field.pattern !== undefined && (field.maxLength ?? 0) > longestForPatterns)
      return [{ path: "max_length", code: "OUT_OF_RANGE", params: { min: 1, max: longestForPatterns } }];
    return [];
  },
  example: (field) => (field.companionOf ? "CNY" : "卓凌科技有限公司".slice(0, field.maxLength ?? defaultMaxLength)),
};

function joinLines(text: string): string {
  return text
    .split(lineBreak)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
}
