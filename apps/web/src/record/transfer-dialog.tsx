import { useQueryClient } from "@tanstack/react-query";
import { App, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { records } from "../api/records.ts";
import type { ObjectInfo } from "../api/types.ts";
import { RecordSelect } from "../fields/relation/record-select.tsx";
import { FormField } from "../form/form-field.tsx";

/** Gives records to a colleague. */
export default function TransferDialog({ object, ids, onClose }: { object: ObjectInfo; ids: string[]; onClose: (isDone: boolean) => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [owner, setOwner] = useState<string | null>(null);
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    if (!owner) return setError(t("record.transferTo.missing"));
    setBusy(true);
    const failures: Error[] = [];
    for (const id of ids) await records.transfer(object.path, id, owner).catch((e: Error) => failures.push(e));
    await queries.invalidateQueries({ queryKey: ["records", object.path] });
    setBusy(false);
    if (failures[0]) {
      setError(failures[0].message);
      if (failures.length < ids.length) void message.warning(t("record.transferTo.partly", { count: ids.length - failures.length }));
      return;
    }
    void message.success(t("record.transferTo.done", { count: ids.length }));
    onClose(true);
  };
  return (
    <Modal
      open
      title={t("record.transferTo.title", { count: ids.length })}
      onCancel={() => onClose(false)}
      onOk={() => void submit()}
      okText={t("record.transfer")}
      confirmLoading={isBusy}
      width={420}
    >
      <FormField label={t("record.transferTo.owner")} isRequired help={t("record.transferTo.help")} error={error}>
        {({ id, isInvalid }) => (
          <RecordSelect id={id} target="user" value={owner} onChange={(v) => setOwner(v as string | null)} {...(isInvalid ? { status: "error" } : {})} />
        )}
      </FormField>
    </Modal>
  );
}
