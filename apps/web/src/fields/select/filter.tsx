import { Select } from "antd";
import { labelOf } from "../../api/catalog.ts";
import type { FilterValueProps, Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["in", "nin", "empty"];

export function Value({ field, operator, value, onChange, label }: FilterValueProps) {
  const options = (field.options ?? []).map((o) => ({ value: o.value, label: labelOf(o.label) }));
  const isMultiple = operator === "in" || operator === "nin";
  if (options.length === 0)
    return (
      <Select
        aria-label={label}
        mode="tags"
        open={false}
        suffixIcon={null}
        value={Array.isArray(value) ? (value as string[]) : value ? [value as string] : []}
        onChange={(v: string[]) => onChange(isMultiple ? v : v.at(-1))}
        style={{ width: "100%" }}
      />
    );
  return (
    <Select
      aria-label={label}
      {...(isMultiple ? { mode: "multiple" as const } : {})}
      value={isMultiple ? (Array.isArray(value) ? (value as string[]) : []) : ((value as string | undefined) ?? null)}
      onChange={(v: string | string[] | null) => onChange(v)}
      options={options}
      optionFilterProp="label"
      style={{ width: "100%" }}
    />
  );
}
