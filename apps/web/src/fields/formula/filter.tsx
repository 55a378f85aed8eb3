import type { Operator } from "../field-module.ts";

export const operators: readonly Operator[] = [];
export { Value } from "../text/filter.tsx";
