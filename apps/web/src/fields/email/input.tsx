import { Input as AntInput } from "antd";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";

export function Input(props: InputProps) {
  const { value, onChange } = props;
  return (
    <AntInput
      {...inputAttributes(props)}
      inputMode="email"
      autoComplete="off"
      value={(value as string | null) ?? ""}
      onChange={(e) => onChange(e.target.value)}
      maxLength={254}
      spellCheck={false}
    />
  );
}
