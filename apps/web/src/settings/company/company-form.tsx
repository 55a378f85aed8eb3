import { App, Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Company, updateCompany } from "../../api/company.ts";
import { errorsByField } from "../../api/problem.ts";
import { FormField } from "../../form/form-field.tsx";
import { BrandPreview } from "./brand-preview.tsx";
import { ColourChoice } from "./colour-choice.tsx";
import { type LogoChange, LogoField } from "./logo-field.tsx";
import "./company.css";

/** Name, logo and colour in one form, with what they will look like beside it. */
export function CompanyForm({ company, onSaved }: { company: Company; onSaved?: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
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
      setLogo(undefined);
      setProblem(null);
      void message.success(t("brand.saved"));
      onSaved?.();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return (
    <section className="k-panel is-padded k-company" aria-label={t("brand.title")}>
      <form
        className="k-stack"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        <p className="k-quiet">{t("brand.text")}</p>
        {problem && Object.keys(errors).length === 0 ? (
          <p className="k-field-error" role="alert">
            {(problem as Error).message}
          </p>
        ) : null}
        <FormField label={t("brand.name")} help={t("brand.nameHelp")} error={errors.name}>
          {({ id, describedBy }) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              value={name}
              onChange={(e) => setName(e.target.value)}
              maxLength={100}
              autoComplete="organization"
              placeholder={t("shell.product")}
            />
          )}
        </FormField>
        <LogoField url={shownLogo} error={errors.logo_file_id} onChange={setLogo} />
        <ColourChoice color={color} error={errors.color} onChange={setColor} />
        <div>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t("common.save")}
          </Button>
        </div>
      </form>
      <BrandPreview name={name.trim() || t("shell.product")} logo={shownLogo ?? "/favicon.svg"} color={color} />
    </section>
  );
}
