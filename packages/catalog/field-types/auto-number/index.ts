import { accept, type FieldType, refuse } from "../../field-type.ts";
import { maskText } from "../mask.ts";
import { foldText, lengthOf } from "../recognition/fold-text.ts";
import { readText } from "../text/read-text.ts";

const maxLength = 64;

/** A readable serial, drawn from a sequence when none is supplied. */
export const autoNumber: FieldType = {
  id: "auto_number",
  sqlType: () => "text",
  parse: (input) => {
    const read = readText(input);
    if (!read.ok) return read;
    const value = foldText(read.value).replaceAll(/\s+/g, " ");
    if (value === "") return accept(null);
    return lengthOf(value) > maxLength ? refuse("TOO_LONG", { max: maxLength }) : accept(value);
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "in", "nin", "contains", "starts", "empty"],
  isSortable: true,
  searchText: (value) => [value as string],
  mask: (value) => maskText(value as string),
  schema: () => ({ type: "string", maxLength }),
  inputSchema: () => ({ type: ["string", "number"], maxLength }),
  toCell: (value) => value as string,
  validateDefinition: (field) =>
    field.prefix !== undefined && !/^[A-Za-z0-9\p{Script=Han}_-]{0,16}$/u.test(field.prefix) ? [{ path: "prefix", code: "INVALID_VALUE" }] : [],
  example: (field) => `${field.prefix ?? "NO"}202611-000123`,
};
