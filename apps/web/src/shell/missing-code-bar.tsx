import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";
import { useIsCodeMissing } from "./missing-code.ts";

/** Says that a part did not open because its code did not come, beside a page that goes on working. */
export function MissingCodeBar() {
  const { t } = useTranslation();
  const isMissing = useIsCodeMissing();
  return (
    <div role="status" aria-live="polite">
      {isMissing ? (
        <div className="k-notice">
          <Icon name="offline" />
          <span>{t("shell.missing.part")}</span>
          <button type="button" className="k-link-button" onClick={() => location.reload()}>
            {t("common.reload")}
          </button>
        </div>
      ) : null}
    </div>
  );
}
