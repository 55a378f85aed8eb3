import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { demoQuery } from "../api/demo.ts";
import { DemoPanel } from "../demo/demo-panel.tsx";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/paths.ts";
import type { StepProps } from "./step-props.ts";

type Choice = "demo" | "import" | "empty";
const choices: readonly (readonly [Choice, IconName])[] = [
  ["demo", "customer"],
  ["import", "import"],
  ["empty", "plus"],
];

/** Look around in a made-up company, bring one's own records, or begin with nothing. */
export function DataStep({ onFinish }: StepProps) {
  const { t } = useTranslation();
  const { data: status } = useQuery(demoQuery);
  const [chosen, setChosen] = useState<Choice>();
  const isBegun = status !== undefined && status.state !== "none" && status.state !== "removed";
  const choice = chosen ?? (isBegun ? "demo" : undefined);
  return (
    <div className="k-stack">
      <fieldset className="k-setup-choices">
        <legend className="k-visually-hidden">{t("setup.data.title")}</legend>
        {choices.map(([name, icon]) => (
          <label key={name} className={choice === name ? "is-chosen" : ""}>
            <input type="radio" name="data" className="k-visually-hidden" checked={choice === name} onChange={() => setChosen(name)} />
            <span className="k-demo-mark" aria-hidden="true">
              <Icon name={icon} size={20} />
            </span>
            <span>
              <b>{t(`setup.data.${name}`)}</b>
              <span className="k-muted">{t(`setup.data.${name}Text`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {choice === "demo" ? <DemoPanel isCompact /> : null}
      <div className="k-setup-actions">
        {choice === "import" ? (
          <button type="button" className="k-button is-primary" onClick={() => onFinish("/imports/new")}>
            {t("setup.data.goImport")}
          </button>
        ) : (
          <button
            type="button"
            className={`k-button${choice === "demo" && !isBegun ? "" : " is-primary"}`}
            disabled={choice === undefined}
            onClick={() => onFinish()}
          >
            {t("setup.data.finish")}
          </button>
        )}
      </div>
    </div>
  );
}
