import { useNavigate } from "@tanstack/react-router";
import { App, Button, Drawer, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { catalogChanges } from "../../api/catalog-changes.ts";
import { errorsByField } from "../../api/problem.ts";
import { FormField } from "../../form/form-field.tsx";
import { Icon } from "../../icons/icon.tsx";
import type { IconName } from "../../icons/paths.ts";
import "../../form/form.css";
import { IconSelect } from "./icon-select.tsx";
import { nameFrom } from "./name-from.ts";

/** Makes an object of the company's own. */
export function ObjectDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [zh, setZh] = useState("");
  const [en, setEn] = useState("");
  const [name, setName] = useState("");
  const [plural, setPlural] = useState("");
  const [icon, setIcon] = useState<IconName>("cube");
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem);
  const apiName = name || nameFrom(en);
  const apiPlural = plural || (apiName ? `${apiName}s` : "");
  const submit = async () => {
    setBusy(true);
    try {
      await catalogChanges.addObject({
        name: apiName,
        plural: apiPlural,
        label: { zh: zh || en, en: en || zh },
        icon,
        fields: [{ name: "name", type: "text", label: { zh: "名称", en: "Name" }, required: true }],
      });
      void message.success(t("settings.objects.made", { object: zh || en }));
      onClose();
      await navigate({ to: "/settings/objects/$name", params: { name: apiName } });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const general = problem && !["name", "plural", "label"].some((f) => errors[f]) ? (problem as Error).message : undefined;
  return (
    <Drawer
      open
      onClose={onClose}
      title={t("settings.objects.new")}
      size={460}
      footer={
        <div className="k-drawer-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" loading={isBusy} onClick={() => void submit()} disabled={!(zh || en) || !apiName}>
            {t("settings.objects.make")}
          </Button>
        </div>
      }
    >
      <div className="k-stack">
        {general ? (
          <div className="k-form-alert" role="alert">
            <Icon name="warning" />
            {general}
          </div>
        ) : null}
        <FormField label={t("settings.objects.labelZh")} error={errors.label}>
          {({ id }) => <Input id={id} value={zh} onChange={(e) => setZh(e.target.value)} maxLength={100} placeholder="项目" />}
        </FormField>
        <FormField label={t("settings.objects.labelEn")}>
          {({ id }) => <Input id={id} value={en} onChange={(e) => setEn(e.target.value)} maxLength={100} placeholder="Project" />}
        </FormField>
        <FormField label={t("settings.objects.name")} isRequired help={t("settings.objects.nameHelp")} error={errors.name}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              value={apiName}
              onChange={(e) => setName(e.target.value)}
              maxLength={63}
              placeholder="project"
              {...(isInvalid ? { status: "error" as const } : {})}
            />
          )}
        </FormField>
        <FormField label={t("settings.objects.plural")} isRequired help={t("settings.objects.pluralHelp")} error={errors.plural ?? errors.path}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              value={apiPlural}
              onChange={(e) => setPlural(e.target.value)}
              maxLength={63}
              placeholder="projects"
              {...(isInvalid ? { status: "error" as const } : {})}
            />
          )}
        </FormField>
        <FormField label={t("settings.objects.icon")}>{({ id }) => <IconSelect id={id} value={icon} onChange={setIcon} />}</FormField>
      </div>
    </Drawer>
  );
}
