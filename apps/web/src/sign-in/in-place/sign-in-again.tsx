import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "../../api/me.ts";
import { isProblem } from "../../api/problem.ts";
import { sessions } from "../../api/sessions.ts";
import { FormField } from "../../form/form-field.tsx";
import { Icon } from "../../icons/icon.tsx";
import { CodeField } from "../code-field.tsx";
import { PlainInput } from "../plain-input.tsx";
import { refusalWords } from "../sign-in-words.ts";
import { type GateState, remember, settle } from "./session-gate.ts";

interface Props {
  person: NonNullable<GateState["person"]>;
  need: "ended" | "taken";
  onLeave: () => void;
}

/** Renews a session over the page, so that nothing typed is lost; whoever else signs in gets a page of their own. */
export default function SignInAgain({ person, need, onLeave }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [password, setPassword] = useState("");
  const [email, setEmail] = useState<string | null>(null);
  const [totp, setTotp] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // the next key goes where the last one went, also into a form that stayed open beneath
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected) before.focus();
      }, 0);
    },
    [before],
  );
  const toFirst = () => setTimeout(() => form.current?.querySelector<HTMLElement>("input:not([readonly])")?.focus(), 0);
  const submit = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { user_id, must_change_password } = await sessions.signIn((email ?? person.email).trim(), password, totp?.replaceAll(/\s/g, ""));
      remember(user_id);
      // nothing of the person before may stand on the page of another one; their drafts wait under their own name
      if (user_id !== person.id || must_change_password) return location.assign(user_id === person.id ? location.href : "/");
      settle(true);
      dispatchEvent(new Event("online"));
      void queries.invalidateQueries({ queryKey: meQuery.queryKey });
    } catch (error) {
      if (isProblem(error, "TOTP_REQUIRED")) setTotp("");
      else setProblem(refusalWords(error, totp !== null));
      toFirst();
    }
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t(need === "taken" ? "signIn.again.takenTitle" : "signIn.again.title")}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      width={400}
      zIndex={2000}
      afterOpenChange={(isOpen) => isOpen && form.current?.querySelector<HTMLElement>("input:not([readonly])")?.focus()}
    >
      <form
        ref={form}
        className="k-stack"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        <p className="k-quiet">{t(need === "taken" ? "signIn.again.takenText" : "signIn.again.text", { name: person.name })}</p>
        <FormField label={t("signIn.email")}>
          {({ id }) => (
            <Input
              id={id}
              name="email"
              type="email"
              autoComplete="username"
              value={email ?? person.email}
              readOnly={email === null}
              onChange={(e) => setEmail(e.target.value)}
            />
          )}
        </FormField>
        {totp === null ? (
          <FormField label={t("signIn.password")}>
            {({ id }) => (
              <PlainInput id={id} type="password" name="password" autoComplete="current-password" value={password} onChange={setPassword} maxLength={1024} />
            )}
          </FormField>
        ) : (
          <CodeField value={totp} onChange={setTotp} />
        )}
        <div className="k-field-error" role="alert" style={{ minHeight: 20, display: "flex", gap: 6, alignItems: "center" }}>
          {problem ? (
            <>
              <Icon name="warning" size={14} />
              {problem}
            </>
          ) : null}
        </div>
        <Button type="primary" htmlType="submit" loading={isBusy} block>
          {t("signIn.again.submit")}
        </Button>
        <div className="k-row-gap" style={{ justifyContent: "space-between" }}>
          {need === "taken" ? (
            <button type="button" className="k-link-button" onClick={() => location.assign("/")}>
              {t("signIn.again.switch")}
            </button>
          ) : (
            <button
              type="button"
              className="k-link-button"
              onClick={() => {
                setEmail("");
                setPassword("");
                setTotp(null);
                toFirst();
              }}
            >
              {t("signIn.again.other")}
            </button>
          )}
          <button type="button" className="k-link-button" onClick={onLeave}>
            {t("signIn.again.leave")}
          </button>
        </div>
      </form>
    </Modal>
  );
}
