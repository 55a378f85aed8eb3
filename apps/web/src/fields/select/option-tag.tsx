import { labelOf } from "../../api/catalog.ts";
import type { FieldInfo } from "../../api/types.ts";

export const optionColors = ["gray", "jade", "blue", "amber", "red", "violet"] as const;

export function optionLabel(field: FieldInfo, value: unknown): string {
  const option = field.options?.find((o) => o.value === value);
  return option ? labelOf(option.label) : String(value);
}

/** An option in its colour; options without one are plain words. */
export function OptionTag({ field, value }: { field: FieldInfo; value: unknown }) {
  const color = field.options?.find((o) => o.value === value)?.color;
  const label = optionLabel(field, value);
  return color ? <span className={`k-tag is-${color}`}>{label}</span> : <span>{label}</span>;
}
