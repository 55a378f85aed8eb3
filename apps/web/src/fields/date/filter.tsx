import { DatePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import type { FilterValueProps, Operator } from "../field-module.ts";
import { toDay } from "./picker.ts";

export const operators: readonly Operator[] = ["between", "gte", "lte", "gt", "lt", "eq", "ne", "empty"];

const day = (d: Dayjs | null | undefined): string | null => d?.format("YYYY-MM-DD") ?? null;

/** Days people mean most, for the filter's pickers. */
export function useDayPresets() {
  const { t } = useTranslation();
  const now = dayjs();
  const days = [
    { label: t("common.today"), value: now },
    { label: t("fields.presets.weekStart"), value: now.startOf("week") },
    { label: t("fields.presets.weekAgo"), value: now.subtract(7, "day") },
    { label: t("fields.presets.monthStart"), value: now.startOf("month") },
    { label: t("fields.presets.monthAgo"), value: now.subtract(30, "day") },
    { label: t("fields.presets.yearStart"), value: now.startOf("year") },
  ];
  const ranges: { label: string; value: [Dayjs, Dayjs] }[] = [
    { label: t("common.today"), value: [now, now] },
    { label: t("fields.presets.thisWeek"), value: [now.startOf("week"), now.endOf("week")] },
    { label: t("fields.presets.thisMonth"), value: [now.startOf("month"), now.endOf("month")] },
    { label: t("fields.presets.lastMonth"), value: [now.subtract(1, "month").startOf("month"), now.subtract(1, "month").endOf("month")] },
    { label: t("fields.presets.last30"), value: [now.subtract(29, "day"), now] },
    { label: t("fields.presets.thisYear"), value: [now.startOf("year"), now.endOf("year")] },
  ];
  return { days, ranges };
}

export function Value({ operator, value, onChange, label }: FilterValueProps) {
  const { days, ranges } = useDayPresets();
  if (operator === "between") {
    const [from, to] = Array.isArray(value) ? value : [null, null];
    return (
      <DatePicker.RangePicker
        aria-label={label}
        value={[toDay(from), toDay(to)]}
        onChange={(picked) => onChange(picked ? [day(picked[0]), day(picked[1])] : null)}
        presets={ranges}
        style={{ width: "100%" }}
      />
    );
  }
  return (
    <DatePicker
      aria-label={label}
      value={toDay(value)}
      onChange={(picked: Dayjs | null) => onChange(day(picked))}
      presets={days}
      style={{ width: "100%" }}
      needConfirm={false}
    />
  );
}
