import { labelOf } from "../../api/catalog.ts";
import type { FieldInfo } from "../../api/types.ts";

/** Options to offer: retired ones only where they are already set. */
export function optionChoices(field: FieldInfo, current?: unknown): { value: string; label: string }[] {
  const kept = Array.isArray(current) ? current : [current];
  return (field.options ?? []).filter((o) => !o.retired || kept.includes(o.value)).map((o) => ({ value: o.value, label: labelOf(o.label) }));
}
