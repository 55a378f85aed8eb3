import { Link } from "@tanstack/react-router";
import { App, Button, Drawer, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { catalogChanges } from "../../api/catalog-changes.ts";
import { ApiProblem } from "../../api/problem.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FormField } from "../../form/form-field.tsx";
import { Icon } from "../../icons/icon.tsx";
import { useIsNarrow } from "../../preferences/use-media.ts";
import "../../form/form.css";

const most = 6;

/** Chooses fields that are unique together from now on. */
export function UniqueDrawer({ object, onClose }: { object: ObjectInfo; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const isNarrow = useIsNarrow();
  const [fields, setFields] = useState<string[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    try {
      await catalogChanges.addUnique(object.name, fields);
      void message.success(t("settings.unique.made"));
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const options = object.fields.filter(canTakePart).map((f) => ({ value: f.name, label: labelOf(f.label) }));
  return (
    <Drawer
      open
      onClose={onClose}
      size={isNarrow ? "100%" : 460}
      title={t("settings.unique.addTo", { object: labelOf(object.label) })}
      footer={
        <div className="k-drawer-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" loading={isBusy} onClick={() => void submit()} disabled={fields.length < 2}>
            {t("common.save")}
          </Button>
        </div>
      }
    >
      <div className="k-stack">
        {problem ? <Refusal problem={problem} object={object} /> : null}
        <FormField label={t("settings.unique.fields")} isRequired help={t("settings.unique.fieldsHelp")}>
          {({ id, describedBy }) => (
            <Select
              id={id}
              aria-describedby={describedBy}
              mode="multiple"
              maxCount={most}
              value={fields}
              onChange={(next) => {
                setFields(next);
                setProblem(null);
              }}
              options={options}
              showSearch={{ optionFilterProp: "label" }}
              placeholder={t("settings.unique.choose")}
              style={{ width: "100%" }}
            />
          )}
        </FormField>
        <p className="k-muted">{t("settings.unique.emptyText")}</p>
      </div>
    </Drawer>
  );
}

/** Why not; of duplicates that are there two to begin with. */
function Refusal({ problem, object }: { problem: unknown; object: ObjectInfo }) {
  const { t } = useTranslation();
  const { duplicates } = (problem instanceof ApiProblem ? problem.document : {}) as { duplicates?: { example: { ids: string[] } | null } };
  return (
    <div className="k-form-alert" role="alert">
      <Icon name="warning" />
      <div>
        {(problem as Error).message}
        {(duplicates?.example?.ids ?? []).map((id, i) => (
          <div key={id} className="k-unique-example">
            <Link to="/o/$path/$id" params={{ path: object.path, id }} target="_blank">
              {t("settings.unique.example", { number: i + 1 })}
            </Link>
          </div>
        ))}
      </div>
    </div>
  );
}

const incomparable = new Set(["long_text", "json", "address", "location", "multi_select", "relations", "file", "formula", "roll_up"]);

/** What can be compared and is not unique by itself; of the fields every record has, only its owner. */
function canTakePart(field: FieldInfo): boolean {
  const isOwn = !field.system || field.name === "owner_id";
  return isOwn && !field.unique && !field.companion_of && !field.retired && !field.read_only && !incomparable.has(field.type);
}
