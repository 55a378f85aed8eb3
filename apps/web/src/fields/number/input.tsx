import { Input as AntInput } from "antd";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { readAmount } from "../money/read-amount.ts";
import { useTypedText } from "../use-typed-text.ts";

interface Props extends InputProps {
  /** Null: there is none now; it may come while somebody types, and its place must not. */
  suffix?: string | null;
  /** Decimal string → value. */
  take?: (decimal: string) => unknown;
  /** How a value is written while nobody types. */
  write?: (value: string) => string;
}

/** A figure as people write it. Bounds and decimals are the server's: a number beyond them is refused, not changed. */
export function NumberInput({ suffix, take = Number, write = String, ...props }: Props) {
  const { value, onChange } = props;
  const text = useTypedText(value, onChange, (typed) => {
    const decimal = readAmount(suffix === "%" ? typed.replace(/[%％]\s*$/, "") : typed);
    return decimal === undefined ? undefined : take(decimal);
  });
  return (
    <AntInput
      {...inputAttributes(props)}
      value={text.typed ?? (value === null || value === undefined ? "" : write(String(value)))}
      onChange={(e) => text.type(e.target.value)}
      onBlur={text.leave}
      {...(suffix === undefined ? {} : { suffix: suffix ?? <span /> })}
      inputMode="decimal"
      autoComplete="off"
      maxLength={64}
    />
  );
}

export function Input(props: InputProps) {
  return <NumberInput {...props} />;
}
