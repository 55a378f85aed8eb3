import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { DayChoice } from "../date/day-choice.tsx";
import { fromWallClock, toWallClock } from "../date/picker.ts";
import type { FilterValueProps, Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["eq", "between", "lt", "gt", "lte", "gte", "ne", "empty"];

const start = { read: toWallClock, write: (day: Dayjs | null) => fromWallClock(day?.startOf("day") ?? null) };
const end = { read: toWallClock, write: (day: Dayjs | null) => fromWallClock(day?.endOf("day") ?? null) };

/** Days in, moments out: a range covers its last day to the end. “In” a day needs one by its place to today. */
export function Value({ operator, value, onChange, label }: FilterValueProps) {
  const { t } = useTranslation();
  if (operator === "eq" || operator === "ne") return <DayChoice value={value} onChange={onChange} label={label} />;
  if (operator !== "between")
    return <DayChoice value={value} onChange={onChange} label={label} picker={operator === "gt" || operator === "lte" ? end : start} />;
  const [from, to] = Array.isArray(value) ? value : [undefined, undefined];
  return (
    <span style={{ display: "grid", gap: 6 }}>
      <DayChoice value={from} onChange={(next) => onChange([next, to])} label={`${label} ${t("fields.from")}`} picker={start} />
      <DayChoice value={to} onChange={(next) => onChange([from, next])} label={`${label} ${t("fields.to")}`} picker={end} />
    </span>
  );
}
