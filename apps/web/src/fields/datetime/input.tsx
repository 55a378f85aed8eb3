import dayjs from "dayjs";
import { fromWallClock, toWallClock } from "../date/picker.ts";
import { readWallClock } from "../date/read-day.ts";
import { TypedPicker } from "../date/typed-picker.tsx";
import type { InputProps } from "../field-module.ts";

const read = (text: string) => {
  const clock = readWallClock(text);
  return clock && fromWallClock(dayjs(clock));
};

export function Input(props: InputProps) {
  return (
    <TypedPicker
      input={props}
      show={toWallClock}
      read={read}
      write={fromWallClock}
      picker={{ format: "YYYY-MM-DD HH:mm", showTime: { format: "HH:mm", minuteStep: 5 } }}
    />
  );
}
