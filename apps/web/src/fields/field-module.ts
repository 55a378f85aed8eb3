import type { ComponentType } from "react";
import type { ApiRecord, FieldInfo } from "../api/types.ts";

export interface CellProps {
  value: unknown;
  field: FieldInfo;
  /** The record the value belongs to, with expanded relations and companions beside it. */
  record?: ApiRecord | undefined;
  /** Cells in lists are denser than values on a record page. */
  isDense?: boolean | undefined;
}

/** `fields/<type>/cell.tsx`: how a value is shown. */
export interface CellModule {
  Cell: ComponentType<CellProps>;
  /** Width of a list column, in pixels. */
  width: number;
  align?: "end";
  isSortable?: boolean;
}

export interface InputProps {
  id: string;
  field: FieldInfo;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Sets another field, such as the currency beside an amount. */
  setValue: (name: string, value: unknown) => void;
  values: Record<string, unknown>;
  isInvalid?: boolean | undefined;
  describedBy?: string | undefined;
  autoFocus?: boolean | undefined;
  /** Stored record with expanded relations, for the names of what is chosen. */
  record?: ApiRecord | undefined;
}

/** `fields/<type>/input.tsx`: how a value is entered. */
export interface InputModule {
  Input: ComponentType<InputProps>;
  /** Takes the whole width of a form. */
  isWide?: boolean;
  /** Enter belongs to the input, not to saving. */
  isMultiline?: boolean;
}

export type Operator = "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in" | "nin" | "contains" | "starts" | "between" | "empty";

export interface FilterValueProps {
  field: FieldInfo;
  operator: Operator;
  value: unknown;
  onChange: (value: unknown) => void;
  label: string;
}

/** `fields/<type>/filter.tsx`: how a list is filtered by the field. The first operator is offered first. */
export interface FilterModule {
  operators: readonly Operator[];
  Value: ComponentType<FilterValueProps>;
}

/** `./long-text/cell.tsx` → long_text. */
export function typeOfPath(path: string): string {
  return (path.split("/")[1] ?? "").replaceAll("-", "_");
}
