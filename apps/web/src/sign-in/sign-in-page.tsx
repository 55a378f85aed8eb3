import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem.ts";
import { sessions } from "../api/sessions.ts";
import { FormField } from "../form/form-field.tsx";
import { changeLocale } from "../i18n.ts";
import { Icon } from "../icons/icon.tsx";
import { usePreferences } from "../preferences/preferences.ts";
import { Brand, useBrandIcon } from "../shell/brand.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { CodeField } from "./code-field.tsx";
import { NewPassword } from "./new-password.tsx";
import { PlainInput } from "./plain-input.tsx";
import { refusalWords } from "./sign-in-words.ts";
import { noteSignedIn, wantedPlace } from "./signed-in.ts";
import "./sign-in.css";

type Step = "password" | "totp" | "new-password";

/** E-mail and password, the code when the account asks for one, a password of one's own at the first time. */
export function SignInPage() {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>("password");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [totp, setTotp] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  usePageTitle(t("signIn.title"));
  useBrandIcon();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its first input
  useEffect(() => {
    form.current?.querySelector("input")?.focus();
  }, [step]);

  const submit = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { must_change_password } = await sessions.signIn(email.trim(), password, step === "totp" ? totp.replaceAll(/\s/g, "") : undefined);
      if (must_change_password) setStep("new-password");
      else return enter();
    } catch (error) {
      if (isProblem(error, "TOTP_REQUIRED")) setStep("totp");
      else setProblem(refusalWords(error, step === "totp"));
    }
    setBusy(false);
  };
  return (
    <div className="k-sign-in">
      <main className="k-sign-in-card">
        <div className="k-sign-in-brand">
          <Brand />
        </div>
        <h1>{t(step === "new-password" ? "signIn.newPassword.title" : "signIn.title")}</h1>
        <p className="k-quiet">{t(step === "totp" ? "signIn.totp.text" : step === "new-password" ? "signIn.newPassword.text" : "signIn.text")}</p>
        {step === "new-password" ? (
          <NewPassword current={password} onDone={enter} />
        ) : (
          <form
            ref={form}
            className="k-stack"
            noValidate
            onSubmit={(e) => {
              e.preventDefault();
              void submit();
            }}
          >
            {step === "password" ? (
              <>
                <FormField label={t("signIn.email")}>
                  {({ id }) => (
                    <PlainInput id={id} isLarge type="email" name="email" autoComplete="username" value={email} onChange={setEmail} maxLength={254} />
                  )}
                </FormField>
                <FormField label={t("signIn.password")}>
                  {({ id }) => (
                    <PlainInput
                      id={id}
                      isLarge
                      type="password"
                      name="password"
                      autoComplete="current-password"
                      value={password}
                      onChange={setPassword}
                      maxLength={1024}
                    />
                  )}
                </FormField>
              </>
            ) : (
              <CodeField value={totp} onChange={setTotp} />
            )}
            <div className="k-sign-in-problem" role="alert">
              {problem ? (
                <>
                  <Icon name="warning" size={14} />
                  {problem}
                </>
              ) : null}
            </div>
            <button type="submit" className="k-button is-primary k-sign-in-submit" disabled={isBusy} aria-busy={isBusy}>
              {t("signIn.submit")}
            </button>
            {step === "totp" ? (
              <button
                type="button"
                className="k-link-button"
                onClick={() => {
                  setStep("password");
                  setTotp("");
                  setProblem(undefined);
                }}
              >
                {t("common.back")}
              </button>
            ) : null}
          </form>
        )}
      </main>
      <LanguageSwitch />
    </div>
  );
}

/** Goes where the person wanted to be; a fresh page holds nothing of whoever was here before. */
function enter(): void {
  noteSignedIn();
  location.replace(wantedPlace());
}

function LanguageSwitch() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  return (
    <nav className="k-sign-in-languages" aria-label={t("shell.language")}>
      <button type="button" className="k-link-button" lang="zh-CN" aria-pressed={locale === "zh-CN"} onClick={() => void changeLocale("zh-CN")}>
        中文
      </button>
      <button type="button" className="k-link-button" lang="en" aria-pressed={locale === "en"} onClick={() => void changeLocale("en")}>
        English
      </button>
    </nav>
  );
}
