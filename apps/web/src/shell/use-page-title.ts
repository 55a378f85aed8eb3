import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** Names the page in the tab and in the history. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = title ? `${title} · ${t("shell.product")}` : t("shell.product");
  }, [title, t]);
}
