import { type ApiValue, accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";

const maxLength = 100_000;
const maxDepth = 64;

/** Any JSON value. In an imported cell it is JSON text. */
export const json: FieldType = {
  id: "json",
  sqlType: () => "jsonb",
  parse: (input, _field, env) => {
    let value = input;
    if (env.mode === "cell" && typeof input === "string") {
      try {
        value = JSON.parse(input);
      } catch {
        return refuse("INVALID_JSON");
      }
    }
    if (!isStorable(value, 0)) return refuse("INVALID_JSON");
    return JSON.stringify(value).length > maxLength ? refuse("TOO_LONG", { max: maxLength }) : accept(value as ApiValue);
  },
  encode: (value) => JSON.stringify(value),
  operators: ["empty"],
  isSortable: false,
  mask: () => concealed,
  schema: () => ({}),
  toCell: (value) => JSON.stringify(value),
  example: () => ({ source: { system: "erp", version: 2 }, codes: ["A1"] }),
};

function isStorable(value: unknown, depth: number): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value === "string") return !value.includes("\u0000") && value.isWellFormed();
  if (depth >= maxDepth || typeof value !== "object") return false;
  if (Array.isArray(value)) return value.every((v) => isStorable(v, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.entries(value).every(([key, v]) => isStorable(key, depth) && isStorable(v, depth + 1));
}
