import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { RecordSelect } from "../relation/record-select.tsx";
import { working } from "./working.ts";

export function Input(props: InputProps) {
  const { field, value, onChange } = props;
  return (
    <RecordSelect
      {...inputAttributes(props)}
      target="user"
      filter={working}
      value={(value as string | null) ?? null}
      onChange={onChange}
      allowClear={!field.required}
    />
  );
}
