import { Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { FieldInput } from "../../fields/inputs.tsx";
import { FormField } from "../../form/form-field.tsx";
import { formatNumber } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import type { Target } from "../bulk/run-bulk.ts";
import { useBulkActions } from "../bulk/use-bulk-actions.ts";
import { isEditable } from "../editing/editable.ts";

interface Props {
  object: ObjectInfo;
  target: Target;
  count: number;
  onClose: (isDone: boolean) => void;
}

/** One field or several, the same for many records; an empty one clears it. */
export default function BulkEditDialog({ object, target, count, onClose }: Props) {
  const { t } = useTranslation();
  const bulk = useBulkActions(object);
  const [names, setNames] = useState<string[]>([]);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const offered = object.fields.filter((f) => isEditable(object, f) && !f.companion_of && !f.unique && f.name !== "owner_id" && f.name !== "department_id");
  const set = (name: string, value: unknown) => setValues((now) => ({ ...now, [name]: value }));
  const missing = names.filter((name) => fieldOf(object, name)?.required && (values[name] ?? "") === "");
  const apply = () => {
    const wanted = object.fields.filter((f) => names.includes(f.name) || (f.companion_of && names.includes(f.companion_of) && values[f.name] !== undefined));
    void bulk.update(target, Object.fromEntries(wanted.map((f) => [f.name, values[f.name] === undefined || values[f.name] === "" ? null : values[f.name]])));
    onClose(true);
  };
  return (
    <Modal
      open
      width={520}
      title={t("list.bulkEdit.title", { count, number: formatNumber(count) })}
      onCancel={() => onClose(false)}
      onOk={apply}
      okText={t("list.bulkEdit.apply", { count, number: formatNumber(count) })}
      cancelText={t("common.cancel")}
      okButtonProps={{ disabled: names.length === 0 || missing.length > 0 }}
    >
      <div className="k-stack">
        {names.map((name) => {
          const field = fieldOf(object, name);
          if (!field) return null;
          const isEmpty = values[name] === undefined || values[name] === null || values[name] === "";
          return (
            <div key={name} className="k-bulk-line">
              <FormField label={labelOf(field.label)} {...(isEmpty && !field.required ? { help: t("list.bulkEdit.clears") } : {})}>
                {({ id }) => (
                  <FieldInput
                    id={id}
                    field={field}
                    value={values[name] ?? null}
                    onChange={(value) => set(name, value)}
                    setValue={set}
                    values={values}
                    autoFocus={name === names.at(-1)}
                  />
                )}
              </FormField>
              <button
                type="button"
                className="k-icon-button"
                aria-label={t("list.bulkEdit.without", { field: labelOf(field.label) })}
                onClick={() => setNames(names.filter((n) => n !== name))}
              >
                <Icon name="close" size={14} />
              </button>
            </div>
          );
        })}
        <Select
          aria-label={t("list.bulkEdit.field")}
          placeholder={t(names.length === 0 ? "list.bulkEdit.field" : "list.bulkEdit.another")}
          value={null}
          onChange={(name: string | null) => name && setNames([...names, name])}
          options={offered.filter((f) => !names.includes(f.name)).map((f) => ({ value: f.name, label: labelOf(f.label) }))}
          showSearch={{ optionFilterProp: "label" }}
          autoFocus
          defaultOpen
        />
      </div>
    </Modal>
  );
}
