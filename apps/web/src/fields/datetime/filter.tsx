import { DatePicker } from "antd";
import type { Dayjs } from "dayjs";
import { useDayPresets } from "../date/filter.tsx";
import { fromWallClock, toWallClock } from "../date/picker.ts";
import type { FilterValueProps, Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["between", "gte", "lt", "gt", "lte", "empty"];

/** Days in, moments out: a range covers its last day to the end. */
export function Value({ operator, value, onChange, label }: FilterValueProps) {
  const { days, ranges } = useDayPresets();
  if (operator === "between") {
    const [from, to] = Array.isArray(value) ? value : [null, null];
    return (
      <DatePicker.RangePicker
        aria-label={label}
        value={[toWallClock(from), toWallClock(to)]}
        onChange={(picked) => onChange(picked?.[0] && picked[1] ? [fromWallClock(picked[0].startOf("day")), fromWallClock(picked[1].endOf("day"))] : null)}
        presets={ranges}
        style={{ width: "100%" }}
      />
    );
  }
  const isEnd = operator === "gt" || operator === "lte";
  return (
    <DatePicker
      aria-label={label}
      value={toWallClock(value)}
      onChange={(picked: Dayjs | null) => onChange(fromWallClock(picked ? (isEnd ? picked.endOf("day") : picked.startOf("day")) : null))}
      presets={days}
      style={{ width: "100%" }}
      needConfirm={false}
    />
  );
}
