import type { Field } from "../../field.ts";
import { accept, type FieldType, type Parsed, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { arrayLiteral } from "../recognition/array-literal.ts";
import { joinCell, splitCell } from "../recognition/cell-list.ts";
import { findOption, optionLabel, validateOptions } from "../select/options.ts";
import { readText } from "../text/read-text.ts";

const maxValues = 100;
const maxLength = 100;

/** Several of the field's options; without options, free tags. */
export const multiSelect: FieldType = {
  id: "multi_select",
  sqlType: () => "text[]",
  parse: (input, field) => {
    const given = typeof input === "string" ? whole(input, field) : input;
    if (!Array.isArray(given)) return refuse("INVALID_VALUE");
    if (given.length > maxValues) return refuse("TOO_MANY_VALUES", { max: maxValues });
    const values = new Set<string>();
    for (const one of given) {
      const parsed = parseOne(one, field);
      if (!parsed.ok) return parsed;
      if (parsed.value !== "") values.add(parsed.value);
    }
    return accept([...values]);
  },
  encode: (value) => arrayLiteral(value as string[]),
  operators: ["eq", "ne", "contains", "in", "nin", "empty"],
  isArray: true,
  isSortable: false,
  mask: () => [concealed],
  schema: (field) => ({
    type: "array",
    items: { type: "string", ...(field.options?.length ? { enum: field.options.map((o) => o.value) } : { maxLength }) },
    maxItems: maxValues,
  }),
  inputSchema: () => ({
    anyOf: [
      { type: "array", items: { type: "string", maxLength: 255 }, maxItems: maxValues },
      { type: "string", maxLength: 10_000 },
    ],
  }),
  toCell: (value, field, env) => joinCell((value as string[]).map((v) => optionLabel(field, v, env.locale))),
  validateDefinition: validateOptions,
  example: (field) => (field.options?.length ? field.options.slice(0, 2).map((o) => o.value) : ["重点, 客户", "VIP"]),
};

// an option may itself hold a comma
function whole(text: string, field: Field): string[] {
  const option = findOption(field, text);
  return option === undefined ? splitCell(text) : [option];
}

function parseOne(input: unknown, field: Field): Parsed<string> {
  const read = readText(input);
  if (!read.ok) return read;
  if (field.options?.length) {
    if (read.value === "") return read;
    const option = findOption(field, read.value);
    return option === undefined ? refuse("UNKNOWN_OPTION", { value: read.value.slice(0, 100) }) : accept(option);
  }
  const tag = read.value.replaceAll(/\s+/g, " ");
  return tag.length > maxLength ? refuse("TOO_LONG", { max: maxLength }) : accept(tag);
}
