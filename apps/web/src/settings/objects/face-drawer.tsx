import { App, Button, Drawer, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { catalogChanges } from "../../api/catalog-changes.ts";
import { errorsByField } from "../../api/problem.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { FormField } from "../../form/form-field.tsx";
import { Icon, iconNameOf } from "../../icons/icon.tsx";
import type { IconName } from "../../icons/paths.ts";
import "../../form/form.css";
import { IconSelect } from "./icon-select.tsx";

/** What an object is called, one and many, and its icon. */
export function FaceDrawer({ object, onClose }: { object: ObjectInfo; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [words, setWords] = useState({ zh: object.label.zh, en: object.label.en, manyZh: object.plural_label.zh, manyEn: object.plural_label.en });
  const [icon, setIcon] = useState<IconName>(iconNameOf(object.icon));
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem);
  const save = async (face: Record<string, unknown>) => {
    setBusy(true);
    try {
      await catalogChanges.updateObject(object.name, face);
      void message.success(t("settings.objects.faceSaved"));
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const submit = () =>
    save({
      label: { zh: words.zh.trim() || words.en.trim(), en: words.en.trim() || words.zh.trim() },
      plural_label: { zh: words.manyZh.trim() || words.zh.trim(), en: words.manyEn.trim() || words.en.trim() || words.zh.trim() },
      icon,
    });
  const isPlaced = ["label.zh", "label.en", "plural_label.zh", "plural_label.en", "icon"].some((f) => errors[f]);
  const field = (key: keyof typeof words, label: string, error: string | undefined) => (
    <FormField label={label} error={error}>
      {({ id, describedBy, isInvalid }) => (
        <Input
          id={id}
          aria-describedby={describedBy}
          value={words[key]}
          onChange={(e) => setWords((now) => ({ ...now, [key]: e.target.value }))}
          maxLength={100}
          {...(isInvalid ? { status: "error" as const } : {})}
        />
      )}
    </FormField>
  );
  return (
    <Drawer
      open
      onClose={onClose}
      title={t("settings.objects.faceOf", { object: labelOf(object.label) })}
      size={460}
      footer={
        <div className="k-drawer-foot">
          {object.custom ? null : (
            <Button type="text" onClick={() => void save({ label: null, plural_label: null, icon: null })}>
              {t("settings.objects.faceReset")}
            </Button>
          )}
          <span className="k-space" />
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" loading={isBusy} onClick={() => void submit()} disabled={!(words.zh.trim() || words.en.trim())}>
            {t("common.save")}
          </Button>
        </div>
      }
    >
      <div className="k-stack">
        {problem && !isPlaced ? (
          <div className="k-form-alert" role="alert">
            <Icon name="warning" />
            {(problem as Error).message}
          </div>
        ) : null}
        {field("zh", t("settings.objects.labelZh"), errors["label.zh"])}
        {field("en", t("settings.objects.labelEn"), errors["label.en"])}
        {field("manyZh", t("settings.objects.manyZh"), errors["plural_label.zh"])}
        {field("manyEn", t("settings.objects.manyEn"), errors["plural_label.en"])}
        <FormField label={t("settings.objects.icon")} error={errors.icon}>
          {({ id }) => <IconSelect id={id} value={icon} onChange={setIcon} />}
        </FormField>
        <p className="k-muted">{t("settings.objects.faceText")}</p>
      </div>
    </Drawer>
  );
}
