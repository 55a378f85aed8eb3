import { App } from "antd";
import { useTranslation } from "react-i18next";
import "./settings.css";

/** A secret that is shown once, with a button to copy it. */
export function Secret({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      void message.success(t("common.copied"));
    } catch {
      void message.warning(t("common.copyFailed"));
    }
  };
  return (
    <div className="k-secret">
      <output aria-label={label}>{value}</output>
      <button type="button" className="k-button" onClick={() => void copy()}>
        {t("common.copy")}
      </button>
    </div>
  );
}
