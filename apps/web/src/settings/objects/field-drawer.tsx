import { App, Button, Checkbox, Drawer, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../../api/catalog.ts";
import { catalogChanges } from "../../api/catalog-changes.ts";
import { errorsByField } from "../../api/problem.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldInput } from "../../fields/inputs.tsx";
import { FormField } from "../../form/form-field.tsx";
import { Icon } from "../../icons/icon.tsx";
import { useIsNarrow } from "../../preferences/use-media.ts";
import "../../form/form.css";
import { definitionOf, draftOf, type FieldDraft, fieldOfDraft, fieldTypes, traits } from "./field-draft.ts";
import { OptionsEditor } from "./options-editor.tsx";

/** Adds a field or changes one; usable by the next request. */
export function FieldDrawer({ object, field, onClose }: { object: ObjectInfo; field?: FieldInfo; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const isNarrow = useIsNarrow();
  const [draft, setDraft] = useState<FieldDraft>(() => draftOf(field));
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem, {
    min: t("settings.fields.min"),
    max: t("settings.fields.max"),
    decimals: t("settings.fields.decimals"),
    max_length: t("settings.fields.maxLength"),
    options: t("settings.fields.options"),
    target: t("settings.fields.target"),
    label: t("settings.fields.label"),
    default: t("settings.fields.default"),
  });
  const set = (patch: Partial<FieldDraft>) => setDraft((now) => ({ ...now, ...patch }));
  const submit = async () => {
    setBusy(true);
    try {
      if (field) await catalogChanges.updateField(object.name, field.name, definitionOf(draft, field));
      else await catalogChanges.addField(object.name, definitionOf(draft));
      void message.success(t(field ? "settings.fields.saved" : "settings.fields.made", { field: draft.zh || draft.en }));
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const placed = ["name", "label", "options", "target", "min", "max", "max_length", "decimals", "type", "default", "sensitivity"];
  const general = problem && !placed.some((f) => errors[f]) ? (problem as Error).message : undefined;
  return (
    <Drawer
      open
      onClose={onClose}
      size={isNarrow ? "100%" : 520}
      title={field ? t("settings.fields.edit", { field: labelOf(field.label) }) : t("settings.fields.newOn", { object: labelOf(object.label) })}
      footer={
        <div className="k-drawer-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" loading={isBusy} onClick={() => void submit()} disabled={!(draft.zh || draft.en) || (!field && !definitionOf(draft).name)}>
            {t("common.save")}
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
        <FieldBasics draft={draft} set={set} isNew={!field} errors={errors} />
        <FieldTraits draft={draft} set={set} isNew={!field} errors={errors} />
      </div>
    </Drawer>
  );
}

interface PartProps {
  draft: FieldDraft;
  set: (patch: Partial<FieldDraft>) => void;
  isNew: boolean;
  errors: Record<string, string>;
}

function FieldBasics({ draft, set, isNew, errors }: PartProps) {
  const { t } = useTranslation();
  return (
    <>
      {isNew ? (
        <FormField label={t("settings.fields.type")} isRequired error={errors.type}>
          {({ id }) => (
            <Select
              id={id}
              value={draft.type}
              onChange={(type) => set({ type, default: null })}
              options={fieldTypes.map((v) => ({ value: v, label: t(`fields.types.${v}`) }))}
              showSearch={{ optionFilterProp: "label" }}
              listHeight={420}
            />
          )}
        </FormField>
      ) : null}
      <div className="k-form-grid">
        <FormField label={t("settings.fields.labelZh")} isRequired error={errors.label}>
          {({ id }) => <Input id={id} value={draft.zh} onChange={(e) => set({ zh: e.target.value })} maxLength={100} />}
        </FormField>
        <FormField label={t("settings.fields.labelEn")}>
          {({ id }) => <Input id={id} value={draft.en} onChange={(e) => set({ en: e.target.value })} maxLength={100} />}
        </FormField>
      </div>
      {isNew ? (
        <FormField label={t("settings.fields.name")} help={t("settings.fields.nameHelp")} error={errors.name}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              aria-describedby={describedBy}
              value={draft.name || (definitionOf(draft).name as string)}
              onChange={(e) => set({ name: e.target.value })}
              maxLength={63}
              {...(isInvalid ? { status: "error" as const } : {})}
            />
          )}
        </FormField>
      ) : null}
      <FormField label={t("settings.fields.help")}>
        {({ id }) => <Input id={id} value={draft.help} onChange={(e) => set({ help: e.target.value })} maxLength={500} />}
      </FormField>
    </>
  );
}

function FieldTraits({ draft, set, isNew, errors }: PartProps) {
  const { t } = useTranslation();
  const { objects } = useCatalog();
  const trait = traits(draft.type);
  const number = (key: "min" | "max" | "decimals" | "maxLength", label: string, error: string | undefined) => (
    <FormField label={label} error={error}>
      {({ id }) => <InputNumber id={id} value={draft[key]} onChange={(v) => set({ [key]: v })} style={{ width: "100%" }} controls={false} />}
    </FormField>
  );
  return (
    <>
      {trait.hasOptions ? (
        <FormField label={t("settings.fields.options")} error={errors.options}>
          {() => <OptionsEditor options={draft.options} onChange={(options) => set({ options })} />}
        </FormField>
      ) : null}
      {trait.hasTarget && isNew ? (
        <>
          <FormField label={t("settings.fields.target")} isRequired error={errors.target}>
            {({ id }) => (
              <Select
                id={id}
                value={draft.target ?? null}
                onChange={(target) => set({ target })}
                options={objects.filter((o) => !["role"].includes(o.name)).map((o) => ({ value: o.name, label: labelOf(o.label) }))}
                showSearch={{ optionFilterProp: "label" }}
              />
            )}
          </FormField>
          <FormField label={t("settings.fields.inverse")} help={t("settings.fields.inverseHelp")}>
            {({ id, describedBy }) => (
              <Input id={id} aria-describedby={describedBy} value={draft.inverse} onChange={(e) => set({ inverse: e.target.value })} maxLength={100} />
            )}
          </FormField>
        </>
      ) : null}
      {trait.hasBounds ? (
        <div className="k-form-grid">
          {number("min", t("settings.fields.min"), errors.min)}
          {number("max", t("settings.fields.max"), errors.max)}
          {number("decimals", t("settings.fields.decimals"), errors.decimals)}
        </div>
      ) : null}
      {trait.hasLength ? number("maxLength", t("settings.fields.maxLength"), errors.max_length) : null}
      {trait.hasPrefix && isNew ? (
        <FormField label={t("settings.fields.prefix")}>
          {({ id }) => <Input id={id} value={draft.prefix} onChange={(e) => set({ prefix: e.target.value })} maxLength={16} />}
        </FormField>
      ) : null}
      {trait.hasDefault ? (
        <FormField label={t("settings.fields.default")} help={t("settings.fields.defaultHelp")} error={errors.default}>
          {({ id, describedBy, isInvalid }) => (
            <FieldInput
              key={draft.type}
              id={id}
              field={fieldOfDraft(draft)}
              value={draft.default}
              onChange={(value) => set({ default: value === "" ? null : value })}
              setValue={() => {}}
              values={{}}
              isInvalid={isInvalid}
              describedBy={describedBy}
            />
          )}
        </FormField>
      ) : null}
      <FormField label={t("settings.fields.sensitivityLabel")} help={t("settings.fields.sensitivityHelp")} error={errors.sensitivity}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            aria-describedby={describedBy}
            value={draft.sensitivity}
            onChange={(sensitivity) => set({ sensitivity })}
            options={(["normal", "personal", "secret"] as const).map((value) => ({ value, label: t(`settings.fields.sensitivity.${value}`) }))}
          />
        )}
      </FormField>
      <FormField label={t("settings.fields.group")} help={t("settings.fields.groupHelp")}>
        {({ id, describedBy }) => (
          <Input id={id} aria-describedby={describedBy} value={draft.group} onChange={(e) => set({ group: e.target.value })} maxLength={63} />
        )}
      </FormField>
      <div className="k-row-gap" style={{ gap: 16 }}>
        <Checkbox checked={draft.required} onChange={(e) => set({ required: e.target.checked })}>
          {t("settings.fields.required")}
        </Checkbox>
        {trait.canBeUnique ? (
          <Checkbox checked={draft.unique} onChange={(e) => set({ unique: e.target.checked })}>
            {t("settings.fields.unique")}
          </Checkbox>
        ) : null}
      </div>
    </>
  );
}
