import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorsByField } from "../api/problem.ts";
import { sessions } from "../api/sessions.ts";
import { FormField } from "../form/form-field.tsx";
import { PlainInput } from "./plain-input.tsx";

interface Props {
  /** The password just used; without it the form asks for it. */
  current?: string;
  onDone: () => Promise<void> | void;
}

/** A password of one's own, typed twice. */
export function NewPassword({ current, onDone }: Props) {
  const { t } = useTranslation();
  const [given, setGiven] = useState(current ?? "");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const [isDifferent, setDifferent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem);
  const form = useRef<HTMLFormElement>(null);
  // at the first sign-in it follows the form one has just sent
  useEffect(() => {
    if (current !== undefined) form.current?.querySelector("input")?.focus();
  }, [current]);
  const submit = async () => {
    setProblem(null);
    setDifferent(next !== again);
    if (next !== again) return;
    setBusy(true);
    try {
      await sessions.changePassword(given, next);
      setGiven("");
      setNext("");
      setAgain("");
      await onDone();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  const general = problem && Object.keys(errors).length === 0 ? (problem as Error).message : undefined;
  return (
    <form
      ref={form}
      className="k-stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      {current === undefined ? (
        <FormField label={t("signIn.newPassword.current")} error={errors.current_password}>
          {({ id, isInvalid, describedBy }) => (
            <PlainInput
              type="password"
              id={id}
              autoComplete="current-password"
              value={given}
              onChange={setGiven}
              aria-describedby={describedBy}
              isInvalid={isInvalid}
            />
          )}
        </FormField>
      ) : null}
      <FormField label={t("signIn.newPassword.next")} help={t("signIn.newPassword.help")} error={errors.new_password}>
        {({ id, isInvalid, describedBy }) => (
          <PlainInput
            type="password"
            id={id}
            autoComplete="new-password"
            value={next}
            onChange={setNext}
            aria-describedby={describedBy}
            isInvalid={isInvalid}
          />
        )}
      </FormField>
      <FormField label={t("signIn.newPassword.again")} error={isDifferent ? t("signIn.newPassword.different") : undefined}>
        {({ id, isInvalid, describedBy }) => (
          <PlainInput
            type="password"
            id={id}
            autoComplete="new-password"
            value={again}
            onChange={setAgain}
            aria-describedby={describedBy}
            isInvalid={isInvalid}
          />
        )}
      </FormField>
      {general ? (
        <div className="k-field-error" role="alert">
          {general}
        </div>
      ) : null}
      <div>
        <button
          type="submit"
          className={`k-button is-primary${current === undefined ? "" : " k-sign-in-submit"}`}
          disabled={!next || !given || isBusy}
          aria-busy={isBusy}
        >
          {t("signIn.newPassword.submit")}
        </button>
      </div>
    </form>
  );
}
