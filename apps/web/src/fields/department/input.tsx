import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { DepartmentSelect } from "./department-select.tsx";

export function Input(props: InputProps) {
  const { field, value, onChange } = props;
  return <DepartmentSelect {...inputAttributes(props)} value={(value as string | null) ?? null} onChange={onChange} allowClear={!field.required} />;
}
