import { expandedName, titleOf } from "../../api/catalog.ts";
import { useRecordName } from "../../api/record-names.ts";
import { Person } from "../../shell/avatar.tsx";
import type { CellProps } from "../field-module.ts";
import { Concealed } from "../relation/concealed.tsx";

export const width = 130;

export function Cell({ value, field, record }: CellProps) {
  const expanded = record?.[expandedName(field)] as Record<string, unknown> | null | undefined;
  // a list of people asks nothing where the record brings their names along
  if (expanded === undefined || expandedName(field) === field.name) return <Named id={String(value)} />;
  return expanded ? <Person name={titleOf(expanded)} /> : <Concealed />;
}

function Named({ id }: { id: string }) {
  const name = useRecordName("user", id);
  if (name === undefined) return <span className="k-bone" style={{ display: "inline-block", width: 72 }} />;
  return name === null ? <Concealed /> : <Person name={name} />;
}
