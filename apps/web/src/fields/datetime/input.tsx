import { DatePicker } from "antd";
import type { Dayjs } from "dayjs";
import { fromWallClock, toWallClock } from "../date/picker.ts";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";

export function Input(props: InputProps) {
  const { value, onChange } = props;
  return (
    <DatePicker
      {...inputAttributes(props)}
      value={toWallClock(value)}
      onChange={(picked: Dayjs | null) => onChange(fromWallClock(picked))}
      showTime={{ format: "HH:mm", minuteStep: 5 }}
      format="YYYY-MM-DD HH:mm"
      needConfirm={false}
    />
  );
}
