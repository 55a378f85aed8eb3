import { isUuid } from "@keshu/kernel";
import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { arrayLiteral } from "../recognition/array-literal.ts";
import { splitCell } from "../recognition/cell-list.ts";

const maxIds = 500;

/** Several records of another object, by their ids, in the order given. */
export const relations: FieldType = {
  id: "relations",
  sqlType: () => "uuid[]",
  parse: (input) => {
    const given = typeof input === "string" ? splitCell(input) : input;
    if (!Array.isArray(given)) return refuse("INVALID_ID");
    if (given.length > maxIds) return refuse("TOO_MANY_VALUES", { max: maxIds });
    const ids = given.map((id) => (typeof id === "string" ? id.trim().toLowerCase() : id));
    return ids.every(isUuid) ? accept([...new Set(ids)]) : refuse("INVALID_ID");
  },
  encode: (value) => arrayLiteral(value as string[]),
  operators: ["eq", "ne", "contains", "in", "nin", "empty"],
  isArray: true,
  isSortable: false,
  mask: () => [concealed],
  schema: () => ({ type: "array", items: { type: "string", format: "uuid" }, maxItems: maxIds }),
  toCell: (value) => (value as string[]).join(", "),
  validateDefinition: (field) => (field.target ? [] : [{ path: "target", code: "REQUIRED" }]),
  example: () => ["019a8f3e-6c00-7000-8000-000000000001", "019a8f3e-6c00-7000-8000-000000000002"],
};
