import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery, useMe } from "../api/me.ts";
import { errorsByField } from "../api/problem.ts";
import { profile } from "../api/profile.ts";
import { FormField } from "../form/form-field.tsx";
import { TimeZoneSelect } from "../form/time-zone-select.tsx";
import { formatPhone } from "../format/phone.ts";
import { changeLocale } from "../i18n.ts";
import type { Locale } from "../preferences/preferences.ts";

/** Name, ways to reach the person, language and time zone. */
export function PersonalDetails() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const me = useMe();
  const [values, setValues] = useState({
    name: me.name,
    mobile: formatPhone(me.mobile ?? ""),
    title: me.title ?? "",
    locale: me.locale,
    time_zone: me.time_zone,
  });
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem);
  const set = (patch: Partial<typeof values>) => setValues((now) => ({ ...now, ...patch }));
  const submit = async () => {
    setBusy(true);
    try {
      const saved = await profile.update({ ...values, mobile: values.mobile || null, title: values.title || null });
      queries.setQueryData(meQuery.queryKey, saved);
      setProblem(null);
      await changeLocale(saved.locale);
      void message.success(t("profile.saved"));
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return (
    <section className="k-panel is-padded" aria-label={t("profile.details")}>
      <div className="k-panel-head">
        <h2 style={{ fontSize: 13 }}>{t("profile.details")}</h2>
        <span className="k-muted">{me.email}</span>
      </div>
      <form
        className="k-stack"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        {problem && Object.keys(errors).length === 0 ? <p className="k-field-error">{(problem as Error).message}</p> : null}
        <div className="k-form-grid">
          <FormField label={t("profile.name")} isRequired error={errors.name}>
            {({ id }) => <Input id={id} value={values.name} onChange={(e) => set({ name: e.target.value })} maxLength={100} autoComplete="name" />}
          </FormField>
          <FormField label={t("profile.jobTitle")} error={errors.title}>
            {({ id }) => <Input id={id} value={values.title} onChange={(e) => set({ title: e.target.value })} maxLength={100} />}
          </FormField>
          <FormField label={t("profile.mobile")} error={errors.mobile}>
            {({ id, isInvalid }) => (
              <Input
                id={id}
                value={values.mobile}
                onChange={(e) => set({ mobile: e.target.value })}
                maxLength={40}
                autoComplete="tel"
                inputMode="tel"
                {...(isInvalid ? { status: "error" as const } : {})}
              />
            )}
          </FormField>
          <FormField label={t("shell.language")}>
            {({ id }) => (
              <Select
                id={id}
                value={values.locale}
                onChange={(locale: Locale) => set({ locale })}
                options={[
                  { value: "zh-CN", label: "中文" },
                  { value: "en", label: "English" },
                ]}
              />
            )}
          </FormField>
          <FormField label={t("profile.timeZone")} error={errors.time_zone}>
            {({ id }) => <TimeZoneSelect id={id} value={values.time_zone} onChange={(time_zone) => set({ time_zone })} />}
          </FormField>
        </div>
        <div>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t("common.save")}
          </Button>
        </div>
      </form>
    </section>
  );
}
