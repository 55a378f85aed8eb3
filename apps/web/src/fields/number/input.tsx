import { InputNumber } from "antd";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";

export function NumberInput({ suffix, ...props }: InputProps & { suffix?: string }) {
  const { field, value, onChange } = props;
  // bounds are the server's: given here, a number beyond them would be changed without a word
  return (
    <InputNumber<string>
      {...inputAttributes(props)}
      stringMode
      value={value === null || value === undefined ? null : String(value)}
      onChange={(v) => onChange(v === null || v === "" ? null : field.type === "money" ? String(v) : Number(v))}
      {...(field.decimals === undefined ? {} : { precision: field.decimals })}
      {...(suffix ? { suffix } : {})}
      controls={false}
      changeOnWheel={false}
      inputMode="decimal"
      style={{ width: "100%" }}
    />
  );
}

export function Input(props: InputProps) {
  return <NumberInput {...props} />;
}
