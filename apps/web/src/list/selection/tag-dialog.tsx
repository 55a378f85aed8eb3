import { Modal, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../../api/catalog.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { optionChoices } from "../../fields/select/option-choices.ts";
import { FormField } from "../../form/form-field.tsx";
import { formatNumber } from "../../format/number.ts";
import type { Target } from "../bulk/run-bulk.ts";
import { useBulkActions } from "../bulk/use-bulk-actions.ts";

interface Props {
  object: ObjectInfo;
  target: Target;
  count: number;
  onClose: (isDone: boolean) => void;
}

/** Adds and removes tags of many records; the others each of them has stay. */
export default function TagDialog({ object, target, count, onClose }: Props) {
  const { t } = useTranslation();
  const bulk = useBulkActions(object);
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const field = fieldOf(object, "tags");
  const known = useMemo(() => {
    const options = field?.options?.length ? optionChoices(field) : [];
    const used = "records" in target ? [...new Set(target.records.flatMap((r) => (Array.isArray(r.tags) ? (r.tags as string[]) : [])))] : [];
    return [...options, ...used.filter((tag) => !options.some((o) => o.value === tag)).map((tag) => ({ value: tag, label: tag }))];
  }, [field, target]);
  const mode = field?.options?.length ? "multiple" : "tags";
  const apply = () => {
    void bulk.tag(target, { add, remove });
    onClose(true);
  };
  return (
    <Modal
      open
      width={440}
      title={t("list.tag.title", { count, number: formatNumber(count) })}
      onCancel={() => onClose(false)}
      onOk={apply}
      okText={t("list.filter.apply")}
      cancelText={t("common.cancel")}
      okButtonProps={{ disabled: add.length + remove.length === 0 }}
    >
      <div className="k-stack">
        <FormField label={t("list.tag.add")}>
          {({ id }) => (
            <Select id={id} mode={mode} value={add} onChange={setAdd} options={known} tokenSeparators={[",", "，", "、"]} autoFocus style={{ width: "100%" }} />
          )}
        </FormField>
        <FormField label={t("list.tag.remove")}>
          {({ id }) => (
            <Select id={id} mode="tags" value={remove} onChange={setRemove} options={known} tokenSeparators={[",", "，", "、"]} style={{ width: "100%" }} />
          )}
        </FormField>
      </div>
    </Modal>
  );
}
