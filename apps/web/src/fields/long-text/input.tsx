import { Input as AntInput } from "antd";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";

export const isWide = true;
export const isMultiline = true;

export function Input(props: InputProps) {
  const { field, value, onChange } = props;
  return (
    <AntInput.TextArea
      {...inputAttributes(props)}
      value={(value as string | null) ?? ""}
      onChange={(e) => onChange(e.target.value)}
      maxLength={field.max_length ?? 10_000}
      autoSize={{ minRows: 3, maxRows: 14 }}
    />
  );
}
