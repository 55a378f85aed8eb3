import { isUuid } from "@keshu/kernel";
import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";

/** One record of another object, by its id. Names and numbers are resolved before, where they are allowed. */
export const relation: FieldType = {
  id: "relation",
  sqlType: () => "uuid",
  parse: (input) => {
    const id = typeof input === "string" ? input.trim().toLowerCase() : input;
    return isUuid(id) ? accept(id) : refuse("INVALID_ID");
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "in", "nin", "empty"],
  isSortable: false,
  isGroupable: true,
  mask: () => concealed,
  schema: () => ({ type: "string", format: "uuid" }),
  toCell: (value) => value as string,
  validateDefinition: (field) => (field.target ? [] : [{ path: "target", code: "REQUIRED" }]),
  example: () => "019a8f3e-6c00-7000-8000-000000000001",
};
