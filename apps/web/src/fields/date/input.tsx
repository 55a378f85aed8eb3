import type { InputProps } from "../field-module.ts";
import { toDay } from "./picker.ts";
import { readDay } from "./read-day.ts";
import { TypedPicker } from "./typed-picker.tsx";

export function Input(props: InputProps) {
  return <TypedPicker input={props} show={toDay} read={readDay} write={(day) => day?.format("YYYY-MM-DD") ?? null} picker={{ format: "YYYY-MM-DD" }} />;
}
