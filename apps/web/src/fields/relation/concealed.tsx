import { useTranslation } from "react-i18next";

/** Stands for a record that is linked but not within the reader's sight. */
export function Concealed() {
  const { t } = useTranslation();
  return <span className="k-muted">{t("fields.concealed")}</span>;
}
