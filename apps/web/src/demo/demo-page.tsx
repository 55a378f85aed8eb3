import { useTranslation } from "react-i18next";
import { may } from "../api/me.ts";
import { SettingsGuard } from "../settings/settings-guard.tsx";
import { DemoPanel } from "./demo-panel.tsx";

/** Settings → demo company. */
export function DemoPage() {
  const { t } = useTranslation();
  return (
    <SettingsGuard title={t("settings.demo.title")} isOpen={(me) => may(me, "company.manage")}>
      <DemoPanel />
    </SettingsGuard>
  );
}
