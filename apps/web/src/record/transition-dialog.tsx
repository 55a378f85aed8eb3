import { Modal } from "antd";
import { useState } from "react";
import { fieldOf, labelOf } from "../api/catalog.ts";
import { ApiProblem, errorsByField } from "../api/problem.ts";
import type { ApiRecord, ObjectInfo, TransitionInfo } from "../api/types.ts";
import { changedValues } from "../form/defaults.ts";
import { RecordForm } from "../form/record-form.tsx";
import "../form/form.css";
import { useTransition } from "./use-transition.ts";

/** Asks for what a state needs before the record may enter it. */
export default function TransitionDialog({
  object,
  record,
  transition,
  onClose,
}: {
  object: ObjectInfo;
  record: ApiRecord;
  transition: TransitionInfo;
  onClose: () => void;
}) {
  const go = useTransition(object, record);
  const fields = (transition.requires ?? [])
    .flatMap((name) => fieldOf(object, name) ?? [])
    .map((f) => ({ ...f, required: true, group: undefined, system: false }));
  const [values, setValues] = useState<Record<string, unknown>>(record);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem);
  const submit = async () => {
    setBusy(true);
    try {
      await go(transition, changedValues(record, values), true);
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const placed = fields.some((f) => errors[f.name]);
  return (
    <Modal open title={labelOf(transition.label)} onCancel={onClose} onOk={() => void submit()} okText={labelOf(transition.label)} confirmLoading={isBusy}>
      {problem instanceof ApiProblem && !placed ? (
        <p className="k-field-error" role="alert">
          {problem.message}
        </p>
      ) : null}
      <RecordForm fields={fields} values={values} setValue={(name, value) => setValues((now) => ({ ...now, [name]: value }))} errors={errors} record={record} />
    </Modal>
  );
}
