import { App } from "antd";
import { useTranslation } from "react-i18next";
import { usePageTitle } from "../shell/use-page-title.ts";
import { NewPassword } from "../sign-in/new-password.tsx";
import { CalendarFeed } from "./calendar-feed.tsx";
import { PersonalDetails } from "./personal-details.tsx";
import { Sessions } from "./sessions.tsx";
import { TwoSteps } from "./two-steps.tsx";

/** The person's own account. */
export function ProfilePage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  usePageTitle(t("shell.profile"));
  return (
    <div className="k-page">
      <header className="k-page-head">
        <h1>{t("shell.profile")}</h1>
      </header>
      <div className="k-page-body is-readable k-stack" style={{ maxWidth: 720 }}>
        <PersonalDetails />
        <section className="k-panel is-padded" aria-label={t("profile.password")}>
          <div className="k-panel-head">
            <h2 style={{ fontSize: 13 }}>{t("profile.password")}</h2>
          </div>
          <NewPassword onDone={() => void message.success(t("profile.passwordChanged"))} />
        </section>
        <TwoSteps />
        <CalendarFeed />
        <Sessions />
      </div>
    </div>
  );
}
