import { useTranslation } from "react-i18next";

export const importSteps = ["file", "columns", "check"] as const;
export type ImportStep = (typeof importSteps)[number];

/** Where one is on the way from a file to records; steps already taken lead back. */
export function StepPath({ current, onBack }: { current: ImportStep; onBack: (step: ImportStep) => void }) {
  const { t } = useTranslation();
  const at = importSteps.indexOf(current);
  return (
    <ol className="k-steps" aria-label={t("import.steps.label")}>
      {importSteps.map((step, i) => (
        <li key={step} className={i < at ? "is-done" : i === at ? "is-current" : undefined} aria-current={i === at ? "step" : undefined}>
          <span className="k-step-number" aria-hidden="true">
            {i + 1}
          </span>
          {i < at ? (
            <button type="button" className="k-link-button" onClick={() => onBack(step)}>
              {t(`import.steps.${step}`)}
            </button>
          ) : (
            <span>{t(`import.steps.${step}`)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
