import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { instantOfMoment, readMoment, wallOfSerial } from "../recognition/read-moment.ts";
import { wallOf } from "../recognition/time-zone.ts";

const canonical = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day, `2026-05-13`. */
export const date: FieldType = {
  id: "date",
  sqlType: () => "date",
  parse: (input, _field, env) => {
    if (input instanceof Date) return Number.isNaN(input.getTime()) ? refuse("INVALID_DATE") : accept(dayOf(wallOf(input.getTime(), env.timeZone)));
    if (env.mode === "cell" && (typeof input === "number" || (typeof input === "string" && /^\s*\d{5}(\.\d+)?\s*$/.test(input)))) {
      const wall = wallOfSerial(Number(input));
      return wall === undefined ? refuse("INVALID_DATE") : accept(dayOf(wall));
    }
    if (typeof input !== "string") return refuse("INVALID_DATE");
    const moment = readMoment(input);
    if (!moment) return refuse("INVALID_DATE");
    // a time with an offset is a moment: its day is the one in the reader's zone
    if (moment.offset !== null) return inYears(dayOf(wallOf(instantOfMoment(moment, env.timeZone), env.timeZone)));
    return accept(`${String(moment.year).padStart(4, "0")}-${String(moment.month).padStart(2, "0")}-${String(moment.day).padStart(2, "0")}`);
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "between", "empty"],
  isSortable: true,
  isGroupable: true,
  mask: () => concealed,
  schema: () => ({ type: "string", format: "date" }),
  inputSchema: () => ({ type: "string", maxLength: 64, examples: ["2026-05-13"] }),
  toCell: (value) => value as string,
  example: () => "2026-05-13",
};

function dayOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, -14);
}

function inYears(day: string) {
  return canonical.test(day) && !day.startsWith("0000") ? accept(day) : refuse("INVALID_DATE");
}
