import type { Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["contains", "empty"];
export { Value } from "../text/filter.tsx";
