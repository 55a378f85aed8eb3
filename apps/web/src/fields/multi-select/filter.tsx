import type { Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["in", "contains", "nin", "empty"];
export { Value } from "../select/filter.tsx";
