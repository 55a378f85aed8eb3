import { useNavigate } from "@tanstack/react-router";
import { App, Button, Drawer } from "antd";
import { Suspense, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formFields, labelOf, titleOf } from "../api/catalog.ts";
import { goneField } from "../api/gone-definitions.ts";
import { ApiProblem, errorsByField } from "../api/problem.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { holdsUnread } from "../fields/date/holds-unread.ts";
import { Icon } from "../icons/icon.tsx";
import { formAsideOf } from "../modules/registry.ts";
import { createRecord, type SaveOutcome, saveRecord } from "../outbox/save-record.ts";
import { useTellOutcome } from "../outbox/use-tell-outcome.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { setEditing } from "../record/presence/editing.ts";
import { lazyReady } from "../shell/lazy-ready.ts";
import { leaveDialog } from "./leave-dialog.tsx";
import { RecordForm } from "./record-form.tsx";
import { useFormDraft } from "./use-form-draft.ts";
import "./form.css";

const ConflictDialog = lazyReady(() => import("../record/conflict/conflict-dialog.tsx"));

interface Props {
  object: ObjectInfo;
  /** The record to change; without it a new one is made. */
  record?: ApiRecord;
  initial?: Record<string, unknown>;
  onClose: () => void;
  /** What was stored, or what waits in the outbox until the network is back. */
  onSaved?: (record: ApiRecord) => void;
}

/** The form of an object from its catalog, in a drawer; a whole sheet on phones. */
export default function RecordDrawer({ object, record, initial, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const tell = useTellOutcome(object);
  const form = useFormDraft(object, record, initial);
  const [problem, setProblem] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const [isConflict, setConflict] = useState(false);
  const formId = useId();
  const body = useRef<HTMLFormElement>(null);
  const fields = formFields(object);
  /** What was refused; its errors go as soon as something else stands there. */
  const [refused, setRefused] = useState<Record<string, unknown>>({});
  const said = errorsByField(problem);
  const errors = Object.fromEntries(Object.entries(said).filter(([name]) => form.values[name] === refused[name]));
  const lost = form.lost.flatMap((name) => labelOf(goneField(object.name, name)?.label) || []).join(t("shell.gone.and"));
  const lostNote = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!lost) return;
    void message.warning({ key: "lost-fields", content: t("form.lostFields", { fields: lost }), duration: 6 });
    // whoever was writing in it goes on within the form
    if (document.activeElement === document.body) lostNote.current?.focus({ preventScroll: true });
  }, [lost, message, t]);
  const unplaced = problem instanceof ApiProblem ? problem.errors.filter((e) => !fields.some((f) => said[f.name] === e.message)) : [];
  const isPlaced = problem instanceof ApiProblem && problem.errors.length > 0 && unplaced.length === 0;
  const isMended = isPlaced && Object.keys(errors).length === 0;
  const Aside = formAsideOf(object.name);
  const recordId = record?.id;
  useEffect(() => {
    if (!recordId) return;
    setEditing(recordId, "form", true);
    return () => setEditing(recordId, "form", false);
  }, [recordId]);

  const close = () => {
    if (!form.isDirty) return onClose();
    leaveDialog(modal, {
      discard: () => {
        form.forget();
        onClose();
      },
      keep: onClose,
    });
  };
  const save = async (isAnother: boolean) => {
    if (isSaving || holdsUnread(body.current)) return;
    if (record && !form.isDirty) return onClose();
    setSaving(true);
    try {
      const outcome = record ? await saveRecord(object, form.seen as ApiRecord, form.changed) : await createRecord(object, form.changed);
      if (outcome.state === "conflict") setConflict(true);
      else done(outcome, isAnother);
    } catch (error) {
      setProblem(error);
      setRefused(form.values);
      setTimeout(() => showFirstError(body.current), 50);
    }
    setSaving(false);
  };
  const done = (outcome: SaveOutcome & { state: "saved" | "waiting" }, isAnother: boolean) => {
    setProblem(null);
    const saved = outcome.state === "saved" ? outcome.record : ({ ...form.values, id: outcome.recordId } as ApiRecord);
    tell(outcome);
    if (outcome.state === "saved") void message.success(t(record ? "form.saved" : "form.created", { title: titleOf(saved, object) }));
    form.forget();
    if (isAnother) {
      form.startAnother();
      body.current?.querySelector<HTMLElement>("input, textarea")?.focus();
      return;
    }
    onClose();
    if (onSaved) onSaved(saved);
    else if (!record && outcome.state === "saved") void navigate({ to: "/o/$path/$id", params: { path: object.path, id: saved.id } });
  };
  return (
    <Drawer
      open
      onClose={close}
      mask={{ closable: !form.isDirty }}
      size={isNarrow ? "100%" : 640}
      className="k-form-drawer"
      title={<bdi>{record ? t("form.edit", { title: titleOf(record, object) }) : t("list.newRecord", { object: labelOf(object.label) })}</bdi>}
      footer={
        <div className="k-drawer-foot">
          <span className="k-muted k-form-keys">{t("form.keys")}</span>
          <Button onClick={close}>{t("common.cancel")}</Button>
          {record || onSaved ? null : (
            <Button onClick={() => void save(true)} disabled={isSaving}>
              {t("form.saveAndNew")}
            </Button>
          )}
          <Button type="primary" htmlType="submit" form={formId} loading={isSaving}>
            {t("common.save")}
          </Button>
        </div>
      }
    >
      <form
        id={formId}
        ref={body}
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void save(false);
        }}
      >
        {form.isRestored ? (
          <div className="k-form-restored" role="status">
            <Icon name="history" />
            <span>{t("form.restored")}</span>
            <button type="button" className="k-link-button" onClick={form.startOver}>
              {t("form.startOver")}
            </button>
          </div>
        ) : null}
        {lost ? (
          <div className="k-form-restored" ref={lostNote} tabIndex={-1}>
            <Icon name="warning" />
            <span>{t("form.lostFields", { fields: lost })}</span>
          </div>
        ) : null}
        {problem && !isMended ? (
          <div className="k-form-alert" role="alert">
            <Icon name="warning" />
            <div>
              {isPlaced
                ? t("form.checkMarked")
                : problem instanceof ApiProblem && problem.errors.length > 0
                  ? unplaced.map((e) => <div key={e.path}>{e.message}</div>)
                  : (problem as Error).message}
            </div>
          </div>
        ) : null}
        <RecordForm key={form.round} fields={fields} values={form.values} setValue={form.setValue} errors={errors} record={record} />
      </form>
      {Aside ? (
        <Suspense fallback={null}>
          <aside className="k-form-aside">
            <Aside object={object} values={form.values} record={record} />
          </aside>
        </Suspense>
      ) : null}
      {isConflict && record ? (
        <Suspense fallback={null}>
          <ConflictDialog
            object={object}
            seen={form.seen as ApiRecord}
            mine={form.changed}
            onResolved={(saved) => done(saved ? { state: "saved", record: saved, theirs: [] } : { state: "waiting", recordId: record.id }, false)}
            onCancel={() => setConflict(false)}
          />
        </Suspense>
      ) : null}
    </Drawer>
  );
}

function showFirstError(form: HTMLFormElement | null): void {
  const first = form?.querySelector<HTMLElement>("[aria-invalid=true]") ?? form?.querySelector<HTMLElement>(".k-field-error, .k-form-alert");
  first?.scrollIntoView({ block: "center" });
  first?.focus({ preventScroll: true });
}
