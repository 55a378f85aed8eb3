import type { Problem } from "@keshu/kernel";
import type { Field } from "../../field.ts";
import { accept, type Parsed, refuse } from "../../field-type.ts";
import { readDecimal, writeDecimal } from "../recognition/decimal.ts";

// beyond it a JSON number no longer holds every whole number
const largest = Number.MAX_SAFE_INTEGER;

export function numberBounds(field: Field): { minimum: number; maximum: number } {
  return { minimum: field.min ?? -largest, maximum: field.max ?? largest };
}

/** A JSON number, or text such as `1,234.5`, `１２`, `1.2万`. */
export function parseNumber(input: unknown, field: Field, unit?: RegExp): Parsed<number> {
  if (typeof input !== "string" && typeof input !== "number") return refuse("INVALID_NUMBER");
  if (Number.isSafeInteger(input)) return inRange(input as number, field);
  if (typeof input === "string" && input.length > 500) return refuse("INVALID_NUMBER");
  const decimal = readDecimal(unit && typeof input === "string" ? input.replace(unit, "") : String(input));
  if (!decimal) return refuse("INVALID_NUMBER");
  if (field.decimals !== undefined && decimal.scale > field.decimals) return refuse("TOO_MANY_DECIMALS", { max: field.decimals });
  return inRange(Number(writeDecimal(decimal)), field);
}

function inRange(value: number, field: Field): Parsed<number> {
  const { minimum, maximum } = numberBounds(field);
  return value >= minimum && value <= maximum ? accept(value + 0) : refuse("OUT_OF_RANGE", { min: minimum, max: maximum });
}

export function validateNumber(field: Field): Problem[] {
  const problems: Problem[] = [];
  if (field.decimals !== undefined && !(Number.isInteger(field.decimals) && field.decimals >= 0 && field.decimals <= 10))
    problems.push({ path: "decimals", code: "OUT_OF_RANGE", params: { min: 0, max: 10 } });
  for (const path of ["min", "max"] as const) if (field[path] !== undefined && !Number.isFinite(field[path])) problems.push({ path, code: "INVALID_NUMBER" });
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    problems.push({ path: "max", code: "BELOW_MINIMUM", params: { min: field.min } });
  return problems;
}
