import type { CellProps } from "../field-module.ts";

export const width = 190;
export const isSortable = true;

export function Cell({ value, isDense }: CellProps) {
  const email = String(value);
  return isDense || email.includes("*") ? email : <a href={`mailto:${email}`}>{email}</a>;
}
