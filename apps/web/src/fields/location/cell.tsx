import type { CellProps } from "../field-module.ts";

export const width = 160;

export function Cell({ value }: CellProps) {
  const { latitude, longitude } = (value ?? {}) as { latitude?: number; longitude?: number };
  return <>{latitude === undefined ? String(value) : `${latitude.toFixed(5)}, ${longitude?.toFixed(5)}`}</>;
}
