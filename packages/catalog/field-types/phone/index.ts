import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { readPhone } from "./read-phone.ts";

/** A telephone number, E.164: `+8613800131380`; an extension follows as in RFC 3966: `+8657188888888;ext=123`. */
export const phone: FieldType = {
  id: "phone",
  sqlType: () => "text",
  parse: (input) => {
    if ((typeof input !== "string" && typeof input !== "number") || String(input).length > 100) return refuse("INVALID_PHONE");
    const value = readPhone(String(input));
    return value === undefined ? refuse("INVALID_PHONE") : accept(value);
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "in", "nin", "contains", "starts", "empty"],
  isSortable: true,
  isGroupable: true,
  searchText: (value) => [(value as string).split(";")[0] as string],
  mask: (value) => maskPhone(value as string),
  schema: () => ({ type: "string", pattern: "^\\+[1-9]\\d{4,14}(;ext=\\d{1,8})?$" }),
  inputSchema: () => ({
    anyOf: [
      { type: "string", maxLength: 100, examples: ["138 0013 1380"] },
      { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    ],
  }),
  toCell: (value) => value as string,
  example: () => "+8613800131380",
};

/** `+8613800131380` → `138****1380`, `+8657188888888;ext=123` → `+865****8888`. */
function maskPhone(value: string): string {
  const number = value.split(";")[0] as string;
  const digits = number.startsWith("+861") && number.length === 14 ? number.slice(3) : number;
  const shown = digits.length >= 11 ? [digits.length === 11 ? 3 : 4, 4] : [2, 2];
  return `${digits.slice(0, shown[0])}${concealed}${digits.slice(-(shown[1] as number))}`;
}
