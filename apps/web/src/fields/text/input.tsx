import { Input as AntInput } from "antd";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";

export function Input(props: InputProps) {
  const { field, value, onChange } = props;
  return (
    <AntInput
      {...inputAttributes(props)}
      value={(value as string | null) ?? ""}
      onChange={(e) => onChange(e.target.value)}
      maxLength={field.max_length ?? 255}
      autoComplete="off"
      allowClear={false}
    />
  );
}
