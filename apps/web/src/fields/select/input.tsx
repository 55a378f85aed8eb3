import { Select } from "antd";
import { useMedia } from "../../preferences/use-media.ts";
import { clearable } from "../clearable.ts";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { optionChoices } from "./option-choices.ts";

const few = 7;

/** Letters find an option; fingers choose among few without a keyboard that covers them. */
export function Input(props: InputProps) {
  const { field, value, onChange } = props;
  const isByFinger = useMedia("(pointer: coarse)");
  return (
    <Select
      {...inputAttributes(props)}
      value={(value as string | null) ?? null}
      onChange={(v) => onChange(v ?? null)}
      options={optionChoices(field, value)}
      allowClear={clearable(!field.required)}
      showSearch={isByFinger && (field.options?.length ?? 0) <= few ? false : { optionFilterProp: "label" }}
      popupMatchSelectWidth={160}
      defaultOpen={props.autoFocus ?? false}
    />
  );
}
