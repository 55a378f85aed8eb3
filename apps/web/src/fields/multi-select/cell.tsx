import type { CellProps } from "../field-module.ts";
import { optionLabel } from "../select/option-tag.tsx";

export const width = 160;

export function Cell({ value, field, isDense }: CellProps) {
  const values = Array.isArray(value) ? value : [value];
  return (
    <span style={{ display: "inline-flex", gap: 4, flexWrap: isDense ? "nowrap" : "wrap", maxWidth: "100%", overflow: "hidden", verticalAlign: "middle" }}>
      {values.map((v) => (
        <span key={String(v)} className={`k-tag is-${field.options?.find((o) => o.value === v)?.color ?? "gray"}`}>
          {optionLabel(field, v)}
        </span>
      ))}
    </span>
  );
}
