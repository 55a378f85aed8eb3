import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { validateNumber } from "../number/parse-number.ts";
import { readDecimal, writeDecimal } from "../recognition/decimal.ts";

const decimals = 2;
const largest = 10n ** 16n;

/** An exact amount, `"100.00"`. Its currency is the companion field `<name>_currency`. */
export const money: FieldType = {
  id: "money",
  sqlType: () => "numeric(18,2)",
  parse: (input, field) => {
    if (typeof input !== "string" && typeof input !== "number") return refuse("INVALID_NUMBER");
    const decimal = readDecimal(String(input), { currency: true });
    if (!decimal) return refuse("INVALID_NUMBER");
    if (decimal.scale > decimals) return refuse("TOO_MANY_DECIMALS", { max: decimals });
    const text = writeDecimal(decimal, decimals);
    const value = Number(text);
    if (decimal.digits / 10n ** BigInt(decimal.scale) >= largest || value < (field.min ?? -Infinity) || value > (field.max ?? Infinity)) {
      return refuse("OUT_OF_RANGE", { min: field.min ?? "-9999999999999999.99", max: field.max ?? "9999999999999999.99" });
    }
    return accept(text);
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
