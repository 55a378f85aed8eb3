import { Switch } from "antd";
import { useTranslation } from "react-i18next";
import type { InputProps } from "../field-module.ts";

export function Input({ id, value, onChange, describedBy, autoFocus }: InputProps) {
  const { t } = useTranslation();
  return (
    <span>
      <Switch
        id={id}
        checked={value === true}
        onChange={onChange}
        checkedChildren={t("common.yes")}
        unCheckedChildren={t("common.no")}
        {...(describedBy ? { "aria-describedby": describedBy } : {})}
        autoFocus={autoFocus ?? false}
      />
    </span>
  );
}
