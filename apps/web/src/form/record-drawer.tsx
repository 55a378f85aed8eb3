import { useNavigate } from "@tanstack/react-router";
import { App, Button, Drawer } from "antd";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formFields, labelOf, titleOf } from "../api/catalog.ts";
import { useMe } from "../api/me.ts";
import { ApiProblem, errorsByField } from "../api/problem.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";
import { createRecord, type SaveOutcome, saveRecord } from "../outbox/save-record.ts";
import { useTellOutcome } from "../outbox/use-tell-outcome.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { changedValues, defaultValues } from "./defaults.ts";
import { RecordForm } from "./record-form.tsx";
import "./form.css";

const ConflictDialog = lazy(() => import("../record/conflict/conflict-dialog.tsx"));

interface Props {
  object: ObjectInfo;
  /** The record to change; without it a new one is made. */
  record?: ApiRecord;
  initial?: Record<string, unknown>;
  onClose: () => void;
  /** null: kept in the outbox until the network is back. */
  onSaved?: (record: ApiRecord | null) => void;
}

/** The form of an object from its catalog, in a drawer. */
export default function RecordDrawer({ object, record, initial, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const tell = useTellOutcome(object);
  const me = useMe();
  const start = useRef(record ?? { ...defaultValues(object, me), ...initial });
  const [values, setValues] = useState<Record<string, unknown>>(start.current);
  const [problem, setProblem] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const [isConflict, setConflict] = useState(false);
  const body = useRef<HTMLFormElement>(null);
  const fields = formFields(object);
  const errors = errorsByField(problem);
  const unplaced = problem instanceof ApiProblem ? problem.errors.filter((e) => !fields.some((f) => errors[f.name] === e.message)) : [];

  const close = () => {
    if (Object.keys(changedValues(start.current, values)).length === 0) return onClose();
    modal.confirm({
      title: t("form.leave.title"),
      content: t("form.leave.text"),
      okText: t("form.leave.discard"),
      cancelText: t("form.leave.stay"),
      okButtonProps: { danger: true },
      onOk: onClose,
    });
  };
  // against the version the person saw when the form opened: the page behind follows live changes
  const save = async (isAnother: boolean) => {
    const changed = changedValues(record ? start.current : {}, values);
    if (record && Object.keys(changed).length === 0) return onClose();
    setSaving(true);
    try {
      const outcome = record ? await saveRecord(object, start.current as ApiRecord, changed) : await createRecord(object, changed);
      if (outcome.state === "conflict") setConflict(true);
      else done(outcome, isAnother);
    } catch (error) {
      setProblem(error);
      setTimeout(() => body.current?.querySelector<HTMLElement>("[aria-invalid=true], .k-form-alert")?.scrollIntoView({ block: "center" }), 50);
    }
    setSaving(false);
  };
  const done = (outcome: SaveOutcome & { state: "saved" | "waiting" }, isAnother: boolean) => {
    setProblem(null);
    const saved = outcome.state === "saved" ? outcome.record : null;
    tell(outcome);
    if (saved) void message.success(t(record ? "form.saved" : "form.created", { title: titleOf(saved, object) }));
    if (isAnother) {
      setValues(start.current);
      body.current?.querySelector<HTMLElement>("input, textarea")?.focus();
      return;
    }
    onClose();
    if (onSaved) onSaved(saved);
    else if (!record && saved) void navigate({ to: "/o/$path/$id", params: { path: object.path, id: saved.id } });
  };
  return (
    <Drawer
      open
      onClose={close}
      size={isNarrow ? "100%" : 640}
      title={record ? t("form.edit", { title: titleOf(record, object) }) : t("list.newRecord", { object: labelOf(object.label) })}
      footer={
        <div className="k-drawer-foot">
          <Button onClick={close}>{t("common.cancel")}</Button>
          {record || onSaved ? null : (
            <Button onClick={() => void save(true)} disabled={isSaving}>
              {t("form.saveAndNew")}
            </Button>
          )}
          <Button type="primary" htmlType="submit" form="record-form" loading={isSaving}>
            {t("common.save")}
          </Button>
        </div>
      }
    >
      <form
        id="record-form"
        ref={body}
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void save(false);
        }}
        onKeyDown={(e) => {
          if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) void save(false);
        }}
      >
        {problem ? (
          <div className="k-form-alert" role="alert">
            <Icon name="warning" />
            <div>
              {problem instanceof ApiProblem && problem.errors.length > 0 && unplaced.length === 0
                ? t("form.checkMarked")
                : problem instanceof ApiProblem && problem.errors.length > 0
                  ? unplaced.map((e) => <div key={e.path}>{e.message}</div>)
                  : (problem as Error).message}
            </div>
          </div>
        ) : null}
        <RecordForm
          fields={fields}
          values={values}
          setValue={(name, value) => setValues((now) => ({ ...now, [name]: value }))}
          errors={errors}
          record={record}
        />
      </form>
      {isConflict && record ? (
        <Suspense fallback={null}>
          <ConflictDialog
            object={object}
            seen={start.current as ApiRecord}
            mine={changedValues(start.current, values)}
            onResolved={(saved) => done(saved ? { state: "saved", record: saved, theirs: [] } : { state: "waiting", recordId: record.id }, false)}
            onCancel={() => setConflict(false)}
          />
        </Suspense>
      ) : null}
    </Drawer>
  );
}
