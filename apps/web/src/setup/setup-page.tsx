import { useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { updateCompany } from "../api/company.ts";
import { changeLocale } from "../i18n.ts";
import { Icon } from "../icons/icon.tsx";
import { usePreferences } from "../preferences/preferences.ts";
import { usePreference } from "../preferences/use-preference.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { CompanyStep } from "./company-step.tsx";
import { DataStep } from "./data-step.tsx";
import { postponeSetup } from "./needs-setup.ts";
import { PeopleStep } from "./people-step.tsx";
import type { StepProps } from "./step-props.ts";
import "./setup.css";

const steps = ["company", "people", "data"] as const;
type Step = (typeof steps)[number];

const pages: Record<Step, (props: StepProps) => React.ReactNode> = { company: CompanyStep, people: PeopleStep, data: DataStep };

/** The first administrator's guided start: three short steps, each to be skipped, taken up again where it was left. */
export function SetupPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [stored, setStored] = usePreference<Step>("setup.step", "company");
  const step = steps.includes(stored) ? stored : "company";
  const at = steps.indexOf(step);
  const heading = useRef<HTMLHeadingElement>(null);
  usePageTitle(t("setup.title"));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its heading
  useEffect(() => {
    heading.current?.focus();
  }, [step]);
  const finish: StepProps["onFinish"] = (to = "/") => {
    void updateCompany({ is_set_up: true })
      .then(() => {
        setStored(undefined);
        return navigate({ to });
      })
      .catch((error: Error) => message.error(error.message));
  };
  const Page = pages[step];
  return (
    <div className="k-setup">
      <aside className="k-setup-side">
        <div className="k-setup-brand">
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span>{t("shell.product")}</span>
        </div>
        <h1>{t("setup.headline")}</h1>
        <p>{t("setup.lead")}</p>
        <ol className="k-setup-steps">
          {steps.map((name, i) => (
            <li key={name}>
              <button type="button" aria-current={name === step ? "step" : undefined} className={i < at ? "is-done" : ""} onClick={() => setStored(name)}>
                <span className="k-setup-number" aria-hidden="true">
                  {i < at ? <Icon name="check" size={14} /> : i + 1}
                </span>
                {t(`setup.steps.${name}`)}
              </button>
            </li>
          ))}
        </ol>
        <span className="k-space" />
        <div className="k-setup-foot">
          <button
            type="button"
            className="k-link-button"
            onClick={() => {
              postponeSetup();
              void navigate({ to: "/" });
            }}
          >
            {t("setup.later")}
          </button>
          <button type="button" className="k-link-button" onClick={() => finish()}>
            {t("setup.skipAll")}
          </button>
          <Languages />
        </div>
      </aside>
      <main className="k-setup-main">
        <div className="k-setup-sheet">
          <p className="k-muted">{t("setup.stepOf", { step: at + 1, total: steps.length })}</p>
          <h2 ref={heading} tabIndex={-1}>
            {t(`setup.${step}.title`)}
          </h2>
          <p className="k-quiet">{t(`setup.${step}.text`)}</p>
          <Page onNext={() => setStored(steps[at + 1] ?? "data")} onFinish={finish} />
        </div>
      </main>
    </div>
  );
}

function Languages() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  return (
    <nav className="k-setup-languages" aria-label={t("shell.language")}>
      <button type="button" className="k-link-button" lang="zh-CN" aria-pressed={locale === "zh-CN"} onClick={() => void changeLocale("zh-CN")}>
        中文
      </button>
      <button type="button" className="k-link-button" lang="en" aria-pressed={locale === "en"} onClick={() => void changeLocale("en")}>
        English
      </button>
    </nav>
  );
}
