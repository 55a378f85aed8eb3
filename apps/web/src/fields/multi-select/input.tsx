import { Select } from "antd";
import { clearable } from "../clearable.ts";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { optionChoices } from "../select/option-choices.ts";

/** Several options; free words where the field has none, as for tags. */
export function Input(props: InputProps) {
  const { field, value, onChange } = props;
  const isFree = !field.options?.length;
  return (
    <Select
      {...inputAttributes(props)}
      mode={isFree ? "tags" : "multiple"}
      value={Array.isArray(value) ? (value as string[]) : []}
      onChange={(v) => onChange(v)}
      options={optionChoices(field, value)}
      optionFilterProp="label"
      tokenSeparators={isFree ? [",", "，", "、", ";", "；"] : []}
      {...(isFree ? { open: false, suffixIcon: null } : {})}
      allowClear={clearable()}
    />
  );
}
