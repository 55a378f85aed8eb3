import { expandedName, titleOf } from "../../api/catalog.ts";
import { useRecordName } from "../../api/record-names.ts";
import { Person } from "../../shell/avatar.tsx";
import type { CellProps } from "../field-module.ts";
import { Concealed } from "../relation/concealed.tsx";

export const width = 130;

export function Cell({ value, field, record }: CellProps) {
  const expanded = record?.[expandedName(field)] as Record<string, unknown> | null | undefined;
  const isExpanded = expanded !== undefined && expandedName(field) !== field.name;
  const loaded = useRecordName(isExpanded ? undefined : "user", isExpanded ? null : String(value));
  const name = isExpanded ? (expanded ? titleOf(expanded) : null) : loaded;
  if (name === undefined) return <span className="k-bone" style={{ display: "inline-block", width: 72 }} />;
  return name === null ? <Concealed /> : <Person name={name} />;
}
