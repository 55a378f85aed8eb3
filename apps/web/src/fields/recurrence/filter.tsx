import type { Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["empty"];

/** Whether something repeats is all that can be asked. */
export function Value() {
  return null;
}
