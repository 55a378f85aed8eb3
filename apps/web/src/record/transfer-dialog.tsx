import { Checkbox, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, titleOf, useCatalog } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import { RecordSelect } from "../fields/relation/record-select.tsx";
import { working } from "../fields/user/working.ts";
import { FormField } from "../form/form-field.tsx";
import { formatNumber } from "../format/number.ts";
import type { Target } from "../list/bulk/run-bulk.ts";
import { useBulkActions } from "../list/bulk/use-bulk-actions.ts";

interface Props {
  object: ObjectInfo;
  target: Target;
  count: number;
  onClose: (isDone: boolean) => void;
}

/** Gives records to a colleague, with what belongs to them; stage and history stay. */
export default function TransferDialog({ object, target, count, onClose }: Props) {
  const { t } = useTranslation();
  const bulk = useBulkActions(object);
  const [owner, setOwner] = useState<string | null>(null);
  const { byPath } = useCatalog();
  const kinds = (object.belongings ?? []).filter((b) => byPath.has(b.path));
  const [along, setAlong] = useState(() => kinds.filter((b) => b.is_default).map((b) => b.path));
  const [error, setError] = useState<string>();
  const only = "records" in target && target.records.length === 1 ? target.records[0] : undefined;
  const submit = () => {
    if (!owner) return setError(t("record.transferTo.missing"));
    void bulk.transfer(target, owner, kinds.length > 0 ? along : undefined);
    onClose(true);
  };
  return (
    <Modal
      open
      width={440}
      title={only ? t("list.transfer.one", { title: titleOf(only, object) }) : t("list.transfer.title", { count, number: formatNumber(count) })}
      onCancel={() => onClose(false)}
      onOk={submit}
      okText={t("list.selection.transfer")}
      cancelText={t("common.cancel")}
    >
      <FormField label={t("record.transferTo.owner")} isRequired help={t("list.transfer.help")} error={error}>
        {({ id, isInvalid }) => (
          <RecordSelect
            id={id}
            target="user"
            filter={working}
            value={owner}
            onChange={(v) => setOwner(v as string | null)}
            {...(isInvalid ? { status: "error" } : {})}
          />
        )}
      </FormField>
      {kinds.length > 0 ? (
        <FormField label={t("list.transfer.along")} help={t("list.transfer.alongHelp")}>
          {({ id }) => (
            <Checkbox.Group
              aria-labelledby={id}
              value={along}
              onChange={setAlong}
              options={kinds.map((b) => ({ value: b.path, label: labelOf(byPath.get(b.path)?.plural_label) }))}
            />
          )}
        </FormField>
      ) : null}
    </Modal>
  );
}
