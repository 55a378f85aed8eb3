import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { RecordSelect } from "../relation/record-select.tsx";

export function Input(props: InputProps) {
  const { field, value, onChange } = props;
  return (
    <RecordSelect
      {...inputAttributes(props)}
      target={field.target ?? ""}
      value={Array.isArray(value) ? (value as string[]) : []}
      onChange={onChange}
      isMultiple
      canCreate
    />
  );
}
