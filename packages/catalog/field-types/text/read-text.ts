import { accept, type Parsed, refuse } from "../../field-type.ts";
import { stripInvisible } from "../recognition/fold-text.ts";

const control = /(?![\t\n\v\f\r\u0085])\p{Cc}/gu;

// nearly every value: nothing to take away
const clean = /^[!-~\u4e00-\u9fff\uff01-\uff5e](?:[ -~\u4e00-\u9fff\uff01-\uff5e]*[!-~\u4e00-\u9fff\uff01-\uff5e])?$/;

/** Text as given, without invisible and control characters. A number is taken as its digits. NUL and half surrogates cannot be stored. */
export function readText(input: unknown): Parsed<string> {
  if (typeof input === "number" && Number.isFinite(input)) return accept(String(input));
  if (typeof input === "string" && clean.test(input)) return accept(input);
  if (typeof input !== "string") return refuse("INVALID_TEXT");
  if (input.includes("\u0000") || !input.isWellFormed()) return refuse("UNSTORABLE_TEXT");
  return accept(withoutInvisible(input).replace(control, "").trim());
}

// joiners hold emoji together and shape some scripts: they stay where their neighbours are not Chinese or ASCII
function withoutInvisible(text: string): string {
  return /\p{Extended_Pictographic}|[\u0600-\u06ff\u0900-\u0dff]/u.test(text) ? text.replaceAll(/[\u200b\ufeff]/g, "") : stripInvisible(text);
}
