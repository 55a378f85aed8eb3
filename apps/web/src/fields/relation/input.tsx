import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { RecordSelect } from "./record-select.tsx";

export function Input(props: InputProps) {
  const { field, value, onChange } = props;
  return (
    <RecordSelect
      {...inputAttributes(props)}
      target={field.target ?? ""}
      value={(value as string | null) ?? null}
      onChange={onChange}
      allowClear={!field.required}
      canCreate
    />
  );
}
