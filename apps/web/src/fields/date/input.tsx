import { DatePicker } from "antd";
import type dayjs from "dayjs";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { toDay } from "./picker.ts";

export function Input(props: InputProps) {
  const { value, onChange } = props;
  return (
    <DatePicker
      {...inputAttributes(props)}
      value={toDay(value)}
      onChange={(day: dayjs.Dayjs | null) => onChange(day?.format("YYYY-MM-DD") ?? null)}
      format={["YYYY-MM-DD", "YYYY/M/D", "YYYY.M.D", "YYYYMMDD"]}
      needConfirm={false}
    />
  );
}
