import { type CellModule, type CellProps, typeOfPath } from "./field-module.ts";
import * as text from "./text/cell.tsx";

const modules = new Map(Object.entries(import.meta.glob<CellModule>("./*/cell.tsx", { eager: true })).map(([path, module]) => [typeOfPath(path), module]));

/** How a type shows its values; unknown types show as text. */
export function cellOf(type: string): CellModule {
  return modules.get(type) ?? text;
}

export function isEmptyValue(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A value of any type; what is empty is a quiet dash. */
export function FieldValue(props: CellProps) {
  if (isEmptyValue(props.value)) return <span className="k-muted">—</span>;
  const { Cell } = cellOf(props.field.type);
  return <Cell {...props} />;
}
