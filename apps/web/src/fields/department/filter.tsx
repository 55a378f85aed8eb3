import type { FilterValueProps, Operator } from "../field-module.ts";
import { DepartmentSelect } from "./department-select.tsx";

export const operators: readonly Operator[] = ["in", "nin", "empty"];

export function Value({ operator, value, onChange, label }: FilterValueProps) {
  return (
    <DepartmentSelect
      aria-label={label}
      isMultiple={operator === "in" || operator === "nin"}
      value={(value as string | string[] | null) ?? null}
      onChange={onChange}
    />
  );
}
