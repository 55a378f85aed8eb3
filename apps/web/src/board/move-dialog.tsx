import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, titleOf } from "../api/catalog.ts";
import { ApiProblem, errorsByField } from "../api/problem.ts";
import { records } from "../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { changedValues } from "../form/defaults.ts";
import { RecordForm } from "../form/record-form.tsx";
import { BoneRows } from "../shell/page-skeleton.tsx";
import { labelOfColumn } from "./move-words.ts";
import type { Asked } from "./use-move.ts";
import "../form/form.css";

interface Props {
  object: ObjectInfo;
  asked: Asked;
  /** `seen` is the record as it stood in the form. */
  onSave: (values: Record<string, unknown>, seen: ApiRecord) => Promise<void>;
  onCancel: () => void;
}

/** Asks for what a column needs before the card may stay there. */
export default function MoveDialog(props: Props) {
  const { object, asked } = props;
  const { t } = useTranslation();
  const { data, error, fetchStatus } = useQuery({
    queryKey: ["records", object.path, "one", asked.record.id],
    queryFn: () => records.get(object.path, asked.record.id),
  });
  // without a network what the card knows is enough to go on
  const record = data ?? (error || fetchStatus === "paused" ? asked.record : undefined);
  return (
    <Modal
      open
      title={t("board.asked.title", { column: labelOfColumn(asked.to) })}
      onCancel={props.onCancel}
      destroyOnHidden
      width={440}
      okText={t("board.asked.move")}
      okButtonProps={{ htmlType: "submit", form: "move-form" }}
      cancelText={t("board.asked.putBack")}
    >
      <p className="k-muted" style={{ marginBottom: 12 }}>
        {t("board.asked.text", { title: titleOf(asked.record, object) })}
      </p>
      {record ? <MoveForm {...props} record={record} /> : <BoneRows count={asked.fields.length} />}
    </Modal>
  );
}

function MoveForm({ object, asked, onSave, record }: Props & { record: ApiRecord }) {
  const fields = asked.fields.flatMap((name) => fieldOf(object, name) ?? []).map((f) => ({ ...f, required: true, group: undefined, system: false }));
  const [values, setValues] = useState<Record<string, unknown>>(record);
  const errors = errorsByField(asked.problem);
  const isPlaced = fields.some((f) => errors[f.name]);
  return (
    <form
      id="move-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(
          valuesFor(
            fields.map((f) => f.name),
            record,
            values,
          ),
          record,
        );
      }}
    >
      {asked.problem instanceof ApiProblem && !isPlaced ? (
        <p className="k-field-error" role="alert">
          {asked.problem.message}
        </p>
      ) : null}
      <RecordForm fields={fields} values={values} setValue={(name, value) => setValues((now) => ({ ...now, [name]: value }))} errors={errors} record={record} />
    </form>
  );
}

/** What was filled in, and always every field that was asked for, so that the server names those still empty. */
function valuesFor(names: readonly string[], record: ApiRecord, values: Record<string, unknown>): Record<string, unknown> {
  return {
    ...Object.fromEntries(names.map((name) => [name, values[name] === "" || values[name] === undefined ? null : values[name]])),
    ...changedValues(record, values),
  };
}
