import { accept, type FieldType, type Parsed, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { instantOfMoment, readMoment, wallOfSerial } from "../recognition/read-moment.ts";
import { instantOf, wallOf } from "../recognition/time-zone.ts";

const canonical = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** A moment, ISO 8601 in UTC: `2026-05-13T08:00:00Z`. Text without an offset is meant in the reader's zone. */
export const datetime: FieldType = {
  id: "datetime",
  sqlType: () => "timestamptz(3)",
  parse: (input, _field, env) => {
    if (input instanceof Date) return atInstant(input.getTime());
    if (env.mode === "cell" && (typeof input === "number" || (typeof input === "string" && /^\s*\d{5}(\.\d+)?\s*$/.test(input)))) {
      const wall = wallOfSerial(Number(input));
      return wall === undefined ? refuse("INVALID_DATETIME") : atInstant(instantOf(wall, env.timeZone));
    }
    if (typeof input !== "string") return refuse("INVALID_DATETIME");
    if (canonical.test(input)) {
      const at = new Date(input);
      // a day that does not exist comes back as another one
      if (!Number.isNaN(at.getTime()) && at.getUTCDate() === Number(input.slice(8, 10))) return atInstant(at.getTime());
    }
    const moment = readMoment(input);
    return moment ? atInstant(instantOfMoment(moment, env.timeZone)) : refuse("INVALID_DATETIME");
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "between", "empty"],
  isSortable: true,
  isGroupable: true,
  mask: () => concealed,
  schema: () => ({ type: "string", format: "date-time" }),
  inputSchema: () => ({ type: "string", maxLength: 64, examples: ["2026-05-13T08:00:00Z"] }),
  toCell: (value, _field, env) => {
    const instant = Date.parse(value as string);
    return new Date(wallOf(instant, env.timeZone))
      .toISOString()
      .slice(0, -1)
      .replace("T", " ")
      .replace(/\.000$/, "");
  },
  example: () => "2026-05-13T08:00:00Z",
};

// the same form in which the column is read back: no zeros at the end of the fraction
function atInstant(instant: number): Parsed<string> {
  const at = new Date(instant);
  if (Number.isNaN(instant) || at.getUTCFullYear() < 1 || at.getUTCFullYear() > 9999) return refuse("INVALID_DATETIME");
  return accept(at.toISOString().replace(/\.?0*Z$/, "Z"));
}
