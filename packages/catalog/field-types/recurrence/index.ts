import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { formatRule, parseRule } from "./rule.ts";

const maxLength = 400;

/** How something repeats, as an RRULE of RFC 5545: `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10`. */
export const recurrence: FieldType = {
  id: "recurrence",
  sqlType: () => "text",
  parse: (input) => {
    if (typeof input !== "string" || input.length > maxLength) return refuse("INVALID_RECURRENCE", { reason: typeof input === "string" ? "…" : typeof input });
    const parsed = parseRule(input);
    return parsed.ok ? accept(formatRule(parsed.rule)) : refuse("INVALID_RECURRENCE", { reason: parsed.reason });
  },
  encode: (value) => value as string,
  operators: ["empty"],
  isSortable: false,
  mask: () => concealed,
  schema: () => ({ type: "string", description: "RRULE (RFC 5545)", examples: ["FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10"] }),
  inputSchema: () => ({ type: "string", maxLength, examples: ["FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10"] }),
  toCell: (value) => value as string,
  example: () => "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10",
};
