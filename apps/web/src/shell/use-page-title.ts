import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCompany } from "../api/company.ts";

/** Names the page in the tab and in the history. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation();
  const place = useCompany().name ?? t("shell.product");
  useEffect(() => {
    document.title = title ? `${title} · ${place}` : place;
  }, [title, place]);
}
