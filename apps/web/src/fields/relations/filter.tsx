import type { Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["in", "nin", "empty"];
export { Value } from "../relation/filter.tsx";
