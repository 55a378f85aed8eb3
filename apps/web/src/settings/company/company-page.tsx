import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { companyQuery } from "../../api/company.ts";
import { may } from "../../api/me.ts";
import { EmptyState } from "../../shell/empty-state.tsx";
import { SettingsGuard } from "../settings-guard.tsx";
import { CompanyForm } from "./company-form.tsx";

/** How the company appears to its people. */
export function CompanyPage() {
  const { t } = useTranslation();
  return (
    <SettingsGuard title={t("brand.title")} isOpen={(me) => may(me, "company.manage")}>
      <Company />
    </SettingsGuard>
  );
}

function Company() {
  const { data, error } = useQuery(companyQuery);
  if (data) return <CompanyForm company={data} />;
  return error ? <EmptyState icon="offline" title={error.message} /> : <Skeleton active />;
}
