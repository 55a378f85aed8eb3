import { formatPhone } from "../../format/phone.ts";
import type { CellProps } from "../field-module.ts";

export const width = 140;
export const isSortable = true;

export function Cell({ value, isDense }: CellProps) {
  const phone = String(value);
  return isDense || phone.includes("*") ? formatPhone(phone) : <a href={`tel:${phone}`}>{formatPhone(phone)}</a>;
}
