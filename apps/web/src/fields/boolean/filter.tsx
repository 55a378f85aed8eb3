import { Select } from "antd";
import { useTranslation } from "react-i18next";
import type { FilterValueProps, Operator } from "../field-module.ts";

export const operators: readonly Operator[] = ["eq", "empty"];

export function Value({ value, onChange, label }: FilterValueProps) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={label}
      value={typeof value === "boolean" ? value : null}
      onChange={onChange}
      options={[
        { value: true, label: t("common.yes") },
        { value: false, label: t("common.no") },
      ]}
      style={{ width: "100%" }}
    />
  );
}
