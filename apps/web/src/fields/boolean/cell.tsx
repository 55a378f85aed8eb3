import { useTranslation } from "react-i18next";
import type { CellProps } from "../field-module.ts";

export const width = 80;
export const isSortable = true;

export function Cell({ value }: CellProps) {
  const { t } = useTranslation();
  return <span className={value ? undefined : "k-quiet"}>{typeof value === "boolean" ? t(value ? "common.yes" : "common.no") : String(value)}</span>;
}
