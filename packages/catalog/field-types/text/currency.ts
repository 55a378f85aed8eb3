import { accept, type Parsed, refuse } from "../../field-type.ts";
import { detectCurrency } from "../recognition/decimal.ts";

let codes: ReadonlySet<string> | undefined;

/** An ISO 4217 code, or a word or sign for it: `usd`, `人民币`, `¥`, `美元`. */
export function parseCurrency(input: string): Parsed<string> {
  const code = input.trim().toUpperCase();
  codes ??= new Set(Intl.supportedValuesOf("currency"));
  if (codes.has(code)) return accept(code);
  const detected = detectCurrency(input);
  return detected ? accept(detected) : refuse("INVALID_CURRENCY");
}
