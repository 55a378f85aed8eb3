import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCompany } from "../api/company.ts";

/** The company's logo and name; the product's where a company has none. */
export function Brand() {
  const { t } = useTranslation();
  const { name, logo_url } = useCompany();
  const shown = name ?? t("shell.product");
  return (
    <>
      <img src={logo_url ?? "/favicon.svg"} alt="" />
      <span className={`k-ellipsis${shown.length > 8 ? " is-long" : ""}`} {...(name ? { title: name } : {})}>
        {shown}
      </span>
    </>
  );
}

/** The tab shows the company's logo. */
export function useBrandIcon(): void {
  const { logo_url } = useCompany();
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (!link) return;
    link.href = logo_url ?? "/favicon.svg";
    if (logo_url) link.removeAttribute("type");
    else link.type = "image/svg+xml";
  }, [logo_url]);
}
