import { Input as AntInput } from "antd";
import { formatPhone } from "../../format/phone.ts";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";

export function Input(props: InputProps) {
  const { value, onChange } = props;
  return (
    <AntInput
      {...inputAttributes(props)}
      inputMode="tel"
      autoComplete="off"
      value={formatPhone((value as string | null) ?? "")}
      onChange={(e) => onChange(e.target.value)}
      maxLength={254}
      spellCheck={false}
    />
  );
}
