import { Select } from "antd";
import { clearable } from "../clearable.ts";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { optionChoices } from "./option-choices.ts";

export function Input(props: InputProps) {
  const { field, value, onChange } = props;
  return (
    <Select
      {...inputAttributes(props)}
      value={(value as string | null) ?? null}
      onChange={(v) => onChange(v ?? null)}
      options={optionChoices(field, value)}
      allowClear={clearable(!field.required)}
      showSearch={(field.options?.length ?? 0) > 7 ? { optionFilterProp: "label" } : false}
      popupMatchSelectWidth={160}
      defaultOpen={props.autoFocus ?? false}
    />
  );
}
