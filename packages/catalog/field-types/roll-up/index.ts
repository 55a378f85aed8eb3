import type { FieldType } from "../../field-type.ts";
import { formula } from "../formula/index.ts";

/** Place of roll-ups over related records. Not available yet, like formulas. */
export const rollUp: FieldType = { ...formula, id: "roll_up" };
