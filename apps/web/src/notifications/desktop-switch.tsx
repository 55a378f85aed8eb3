import { Switch } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { setDesktop, useDesktopState } from "./desktop.ts";

/** Lets the browser tell what is new while the person is elsewhere. */
export function DesktopSwitch() {
  const { t } = useTranslation();
  const state = useDesktopState();
  const id = useId();
  if (state === "unsupported") return <span className="k-muted">{t("notices.desktop.unsupported")}</span>;
  return (
    <div className="k-notices-foot">
      <span id={id} className={state === "blocked" ? "k-muted" : undefined}>
        {t(state === "blocked" ? "notices.desktop.blocked" : "notices.desktop.label")}
      </span>
      <Switch size="small" checked={state === "on"} disabled={state === "blocked"} aria-labelledby={id} onChange={(isWanted) => void setDesktop(isWanted)} />
    </div>
  );
}
