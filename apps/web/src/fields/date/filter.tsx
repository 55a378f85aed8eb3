import { useTranslation } from "react-i18next";
import type { FilterValueProps, Operator } from "../field-module.ts";
import { DayChoice } from "./day-choice.tsx";
import { toDay } from "./picker.ts";

export const operators: readonly Operator[] = ["eq", "between", "lt", "gt", "lte", "gte", "ne", "empty"];

const picker = { read: toDay, write: (day: { format: (f: string) => string } | null) => day?.format("YYYY-MM-DD") ?? null };

export function Value({ operator, value, onChange, label }: FilterValueProps) {
  const { t } = useTranslation();
  if (operator !== "between") return <DayChoice value={value} onChange={onChange} label={label} picker={picker} />;
  const [from, to] = Array.isArray(value) ? value : [undefined, undefined];
  return (
    <span style={{ display: "grid", gap: 6 }}>
      <DayChoice value={from} onChange={(next) => onChange([next, to])} label={`${label} ${t("fields.from")}`} picker={picker} />
      <DayChoice value={to} onChange={(next) => onChange([from, next])} label={`${label} ${t("fields.to")}`} picker={picker} />
    </span>
  );
}
