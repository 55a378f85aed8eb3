import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery, useMe } from "../api/me.ts";
import { ApiProblem } from "../api/problem.ts";
import { profile } from "../api/profile.ts";
import { FormField } from "../form/form-field.tsx";
import { Secret } from "../settings/secret.tsx";
import "../settings/settings.css";
import { PlainInput } from "../sign-in/plain-input.tsx";

type Step = { at: "password" } | { at: "scan"; secret: string; image: string } | { at: "codes"; codes: string[] };

/** Two-step sign-in: on with a QR code and a first code, off with the password. */
export function TwoSteps() {
  const { t } = useTranslation();
  const me = useMe();
  // which way it goes is settled when it begins: the state changes before the last step
  const [open, setOpen] = useState<"on" | "off" | null>(null);
  return (
    <section className="k-panel is-padded" aria-label={t("profile.totp.title")}>
      <div className="k-panel-head" style={{ marginBottom: 4 }}>
        <h2 style={{ fontSize: 13 }}>{t("profile.totp.title")}</h2>
        <span className={`k-tag${me.has_totp ? " is-jade" : ""}`}>{t(me.has_totp ? "profile.totp.on" : "profile.totp.off")}</span>
        <Button onClick={() => setOpen(me.has_totp ? "off" : "on")}>{t(me.has_totp ? "profile.totp.turnOff" : "profile.totp.turnOn")}</Button>
      </div>
      <p className="k-quiet">{t("profile.totp.text")}</p>
      {open === "on" ? <TurnOn onClose={() => setOpen(null)} /> : null}
      {open === "off" ? <TurnOff onClose={() => setOpen(null)} /> : null}
    </section>
  );
}

function messageOf(error: unknown): string {
  return error instanceof ApiProblem ? (error.errors[0]?.message ?? error.message) : String(error);
}

function TurnOn({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ at: "password" });
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const next = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      if (step.at === "password") {
        const { secret, url } = await profile.startTotp(text);
        const { toDataURL } = await import("qrcode");
        setStep({ at: "scan", secret, image: await toDataURL(url, { margin: 1, width: 200 }) });
      } else if (step.at === "scan") {
        const { recovery_codes } = await profile.confirmTotp(text);
        setStep({ at: "codes", codes: recovery_codes });
      } else return onClose();
      setText("");
      if (step.at === "scan") await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("profile.totp.turnOn")}
      onCancel={onClose}
      onOk={() => void next()}
      okText={t("common.next")}
      confirmLoading={isBusy}
      okButtonProps={{ disabled: text.trim() === "" }}
      mask={{ closable: false }}
      closable={step.at !== "codes"}
      keyboard={step.at !== "codes"}
      // nothing is left to call off once it is on
      {...(step.at === "codes"
        ? {
            footer: (
              <Button type="primary" autoFocus onClick={onClose}>
                {t("profile.totp.kept")}
              </Button>
            ),
          }
        : {})}
    >
      <form
        className="k-stack"
        onSubmit={(e) => {
          e.preventDefault();
          void next();
        }}
      >
        {step.at === "password" ? (
          <FormField label={t("profile.totp.password")} error={problem}>
            {({ id }) => <PlainInput id={id} type="password" autoComplete="current-password" value={text} onChange={setText} autoFocus />}
          </FormField>
        ) : step.at === "scan" ? (
          <>
            <p>{t("profile.totp.scan")}</p>
            <img src={step.image} alt={t("profile.totp.qr")} width={200} height={200} style={{ alignSelf: "center", borderRadius: 6 }} />
            <Secret value={step.secret} label={t("profile.totp.secret")} />
            <FormField label={t("profile.totp.code")} error={problem}>
              {({ id }) => (
                <Input
                  id={id}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  value={text}
                  onChange={(e) => setText(e.target.value)}
                  maxLength={10}
                  autoFocus
                />
              )}
            </FormField>
          </>
        ) : (
          <>
            <p>{t("profile.totp.recovery")}</p>
            <Secret value={step.codes.join("\n")} label={t("profile.totp.recoveryCodes")} />
          </>
        )}
      </form>
    </Modal>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string>();
  const submit = async () => {
    try {
      await profile.removeTotp(password);
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      void message.success(t("profile.totp.isOff"));
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Modal open title={t("profile.totp.turnOff")} onCancel={onClose} onOk={() => void submit()} okButtonProps={{ danger: true, disabled: !password }}>
      <FormField label={t("profile.totp.password")} error={problem}>
        {({ id }) => (
          <PlainInput
            id={id}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            autoFocus
            onKeyDown={(e) => e.key === "Enter" && void submit()}
          />
        )}
      </FormField>
    </Modal>
  );
}
