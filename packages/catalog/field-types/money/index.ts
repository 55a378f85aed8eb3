import type { Field } from "../../field.ts";
import { accept, type FieldType, type Parsed, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { validateNumber } from "../number/parse-number.ts";
import { readDecimal, writeDecimal } from "../recognition/decimal.ts";

const decimals = 2;
const largest = 10n ** 16n;
/** The form it already has. */
const plain = /^(?:-(?!0\.00$))?(?:0|[1-9]\d{0,15})\.\d{2}$/;

/** An exact amount, `"100.00"`. Its currency is the companion field `<name>_currency`. */
export const money: FieldType = {
  id: "money",
  sqlType: () => "numeric(18,2)",
  parse: (input, field) => {
    if (typeof input !== "string" && typeof input !== "number") return refuse("INVALID_NUMBER");
    if (typeof input === "number" ? Number.isSafeInteger(input) : plain.test(input)) return inRange(typeof input === "number" ? `${input}.00` : input, field);
    const decimal = readDecimal(String(input), { currency: true });
    if (!decimal) return refuse("INVALID_NUMBER");
    if (decimal.scale > decimals) return refuse("TOO_MANY_DECIMALS", { max: decimals });
    const text = writeDecimal(decimal, decimals);
    return decimal.digits / 10n ** BigInt(decimal.scale) >= largest ? outOfRange(field) : inRange(text, field);
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "between", "empty"],
  isSortable: true,
  isMeasure: true,
  mask: () => concealed,
  schema: () => ({ type: "string", pattern: "^-?\\d{1,16}\\.\\d{2}$" }),
  inputSchema: () => ({ anyOf: [{ type: "number" }, { type: "string", maxLength: 64 }] }),
  toCell: (value) => value as string,
  validateDefinition: (field) => validateNumber({ ...field, decimals: 2 }),
  example: (field) => writeDecimal({ negative: false, digits: BigInt(Math.ceil(Math.max(1234.5, field.min ?? 0) * 100)), scale: 2 }, decimals),
};

function inRange(text: string, field: Field): Parsed<string> {
  const value = Number(text);
  return value < (field.min ?? -Infinity) || value > (field.max ?? Infinity) ? outOfRange(field) : accept(text);
}

function outOfRange(field: Field): Parsed<never> {
  return refuse("OUT_OF_RANGE", { min: field.min ?? "-9999999999999999.99", max: field.max ?? "9999999999999999.99" });
}
