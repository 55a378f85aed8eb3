import { Input as AntInput } from "antd";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";

export function Input(props: InputProps) {
  const { value, onChange } = props;
  return (
    <AntInput
      {...inputAttributes(props)}
      inputMode="url"
      autoComplete="off"
      value={(value as string | null) ?? ""}
      onChange={(e) => onChange(e.target.value)}
      maxLength={2000}
      spellCheck={false}
    />
  );
}
