import type { FieldInfo } from "../api/types.ts";
import { type FilterModule, type Operator, typeOfPath } from "./field-module.ts";
import * as text from "./text/filter.tsx";

const modules = new Map(Object.entries(import.meta.glob<FilterModule>("./*/filter.tsx", { eager: true })).map(([path, module]) => [typeOfPath(path), module]));

export function filterOf(type: string): FilterModule {
  return modules.get(type) ?? text;
}

/** Operators the page offers for a field, in the order of use. */
export function operatorsOf(field: FieldInfo): readonly Operator[] {
  return filterOf(field.type).operators.filter((o) => !field.operators || field.operators.includes(o));
}

/** Fields a list can be filtered by. */
export function filterableFields(fields: readonly FieldInfo[]): FieldInfo[] {
  return fields.filter(
    (f) =>
      !f.companion_of &&
      f.name !== "id" &&
      f.name !== "version" &&
      !f.retired &&
      f.access !== "masked" &&
      f.sensitivity !== "secret" &&
      operatorsOf(f).length > 0,
  );
}
