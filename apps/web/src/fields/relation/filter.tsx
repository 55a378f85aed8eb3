import type { FilterValueProps, Operator } from "../field-module.ts";
import { RecordSelect } from "./record-select.tsx";

export const operators: readonly Operator[] = ["in", "nin", "empty"];

export function Value({ field, operator, value, onChange, label }: FilterValueProps) {
  const isMultiple = operator === "in" || operator === "nin";
  return (
    <RecordSelect
      aria-label={label}
      target={field.target ?? ""}
      isMultiple={isMultiple}
      value={(value as string | string[] | null) ?? null}
      onChange={onChange}
    />
  );
}
