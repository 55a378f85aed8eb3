import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Company, companyQuery, updateCompany } from "../api/company.ts";
import { errorsByField } from "../api/problem.ts";
import { FormField } from "../form/form-field.tsx";
import { BrandPreview } from "../settings/company/brand-preview.tsx";
import { ColourChoice } from "../settings/company/colour-choice.tsx";
import type { LogoChange } from "../settings/company/logo-field.tsx";
import { LogoField } from "../settings/company/logo-field.tsx";
import "../settings/company/company.css";
import "../shell/shell.css";
import type { StepProps } from "./step-props.ts";

/** Name, logo and colour, with what they will look like beside. */
export function CompanyStep(props: StepProps) {
  const { data: company } = useQuery(companyQuery);
  return company ? <CompanyFields company={company} {...props} /> : <div className="k-bone" style={{ height: 320 }} />;
}

function CompanyFields({ company, onNext }: StepProps & { company: Company }) {
  const { t } = useTranslation();
  const [name, setName] = useState(company.name ?? "");
  const [color, setColor] = useState(company.color);
  const [logo, setLogo] = useState<LogoChange>(undefined);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem);
  const shownLogo = logo === undefined ? company.logo_url : (logo?.url ?? null);
  const submit = async () => {
    setBusy(true);
    try {
      await updateCompany({ name: name.trim() || null, color, ...(logo === undefined ? {} : { logo_file_id: logo?.fileId ?? null }) });
      onNext();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <form
      className="k-setup-company"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      <div className="k-stack">
        <FormField label={t("setup.company.name")} help={t("setup.company.nameHelp")} error={errors.name}>
          {({ id, describedBy }) => (
            <Input
              id={id}
              size="large"
              value={name}
              maxLength={100}
              autoComplete="organization"
              aria-describedby={describedBy}
              onChange={(e) => setName(e.target.value)}
            />
          )}
        </FormField>
        <LogoField url={shownLogo} error={errors.logo_file_id} onChange={setLogo} />
        <ColourChoice color={color} error={errors.color} onChange={setColor} />
        {problem && Object.keys(errors).length === 0 ? (
          <p className="k-field-error" role="alert">
            {(problem as Error).message}
          </p>
        ) : null}
        <div className="k-setup-actions">
          <button type="submit" className="k-button is-primary" disabled={isBusy}>
            {t("common.next")}
          </button>
          <button type="button" className="k-button" onClick={onNext}>
            {t("setup.skipStep")}
          </button>
        </div>
      </div>
      <BrandPreview name={name.trim() || t("shell.product")} logo={shownLogo ?? "/favicon.svg"} color={color} />
    </form>
  );
}
