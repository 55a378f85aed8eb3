import { DatePicker, type DatePickerProps } from "antd";
import type { Dayjs } from "dayjs";
import { type ComponentPropsWithRef, createContext, use } from "react";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { useTypedText } from "../use-typed-text.ts";

interface Typed {
  /** What stands in the input instead of what is picked. */
  text: string | undefined;
  isUnread: boolean;
  type: (text: string) => void;
  leave: () => void;
}

const TypedContext = createContext<Typed | null>(null);

/** The picker itself would drop what it cannot read, so that it is never told of what is typed. */
function TypedInput(props: ComponentPropsWithRef<"input">) {
  const typed = use(TypedContext) as Typed;
  return (
    <input
      {...props}
      value={typed.text ?? props.value}
      data-unread={typed.isUnread || undefined}
      onChange={(event) => typed.type(event.target.value)}
      onBlur={(event) => {
        typed.leave();
        props.onBlur?.(event);
      }}
    />
  );
}

const components = { input: TypedInput };

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
    <TypedContext value={{ text: typed ?? (isUnread ? value : undefined), isUnread, type, leave }}>
      <DatePicker
        {...inputAttributes(input)}
        {...picker}
        value={shown}
        onChange={(picked: Dayjs | null) => onChange(write(picked))}
        components={components}
        needConfirm={false}
      />
    </TypedContext>
  );
}
