import { InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { FilterValueProps, Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["eq", "ne", "gt", "gte", "lt", "lte", "between", "in", "nin", "empty"];

export function Value({ operator, value, onChange, label }: FilterValueProps) {
  const { t } = useTranslation();
  if (operator === "in" || operator === "nin")
    return (
      <Select
        aria-label={label}
        mode="tags"
        open={false}
        suffixIcon={null}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(v: string[]) => onChange(v.filter((x) => !Number.isNaN(Number(x))))}
        tokenSeparators={[",", "，", " "]}
        style={{ width: "100%" }}
      />
    );
  const one = (v: unknown, set: (next: string | null) => void, name: string) => (
    <InputNumber<string>
      aria-label={name}
      stringMode
      controls={false}
      changeOnWheel={false}
      value={v === undefined || v === null ? null : String(v)}
      onChange={(next) => set(next === null ? null : String(next))}
      style={{ width: "100%" }}
      inputMode="decimal"
    />
  );
  if (operator !== "between") return one(value, onChange, label);
  const [from, to] = Array.isArray(value) ? value : [null, null];
  return (
    <span style={{ display: "grid", gridTemplateColumns: "1fr auto 1fr", gap: 6, alignItems: "center" }}>
      {one(from, (next) => onChange([next, to]), `${label} ${t("fields.from")}`)}–{one(to, (next) => onChange([from, next]), `${label} ${t("fields.to")}`)}
    </span>
  );
}
