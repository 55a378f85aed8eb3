import { expandedName } from "../../api/catalog.ts";
import type { CellProps } from "../field-module.ts";
import { RecordName } from "./record-name.tsx";

export const width = 180;

export function Cell({ value, field, record, isDense }: CellProps) {
  const name = expandedName(field);
  const expanded = name === field.name ? undefined : (record?.[name] as Record<string, unknown> | null | undefined);
  return <RecordName target={field.target} id={String(value)} expanded={expanded} isLink={!isDense} />;
}
