import { Input, Select } from "antd";
import type { FilterValueProps, Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["contains", "eq", "ne", "starts", "in", "nin", "empty"];

export function Value({ operator, value, onChange, label }: FilterValueProps) {
  if (operator === "in" || operator === "nin")
    return (
      <Select
        aria-label={label}
        mode="tags"
        open={false}
        suffixIcon={null}
        value={Array.isArray(value) ? (value as string[]) : []}
        onChange={onChange}
        tokenSeparators={[",", "，", "、", "\n"]}
        style={{ width: "100%" }}
      />
    );
  return <Input aria-label={label} value={(value as string | undefined) ?? ""} onChange={(e) => onChange(e.target.value)} maxLength={200} />;
}
