import { DatePicker, type DatePickerProps } from "antd";
import type { Dayjs } from "dayjs";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { useTypedText } from "../use-typed-text.ts";
import { TypedContext, typedInput } from "./typed-input.tsx";

interface Props {
  input: InputProps;
  /** Stored value → day of the picker; null for what is none. */
  show: (value: unknown) => Dayjs | null;
  read: (text: string) => string | null | undefined;
  write: (picked: Dayjs | null) => string | null;
  picker: Pick<DatePickerProps, "format" | "showTime">;
}

/** A picker in which one may as well type. */
export function TypedPicker({ input, show, read, write, picker }: Props) {
  const { value, onChange } = input;
  const { typed, type, leave } = useTypedText(value, onChange, (text) => read(text) ?? undefined);
  const shown = show(value);
  const isUnread = shown === null && typeof value === "string" && value !== "";
  return (
    <TypedContext value={{ text: typed ?? (isUnread ? value : undefined), unread: isUnread ? "field" : undefined, type, leave }}>
      <DatePicker
        {...inputAttributes(input)}
        {...picker}
        value={shown}
        onChange={(picked: Dayjs | null) => onChange(write(picked))}
        components={typedInput}
        needConfirm={false}
      />
    </TypedContext>
  );
}
