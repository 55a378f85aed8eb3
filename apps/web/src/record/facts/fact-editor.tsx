import { Button } from "antd";
import { type KeyboardEvent, Suspense, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import { ApiProblem } from "../../api/problem.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { holdsUnread } from "../../fields/date/holds-unread.ts";
import { FieldInput, inputOf } from "../../fields/inputs.tsx";
import { changedValues } from "../../form/defaults.ts";
import { clearDraft, readDraft, writeDraft } from "../../outbox/drafts.ts";
import { saveRecord } from "../../outbox/save-record.ts";
import { useTellOutcome } from "../../outbox/use-tell-outcome.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { factDraft } from "../drafts.ts";
import { setEditing } from "../presence/editing.ts";

const ConflictDialog = lazyReady(() => import("../conflict/conflict-dialog.tsx"));

const openCalendar = ".ant-picker-dropdown:not(.ant-picker-dropdown-hidden)";

interface Props {
  object: ObjectInfo;
  record: ApiRecord;
  field: FieldInfo;
  onClose: () => void;
}

interface Kept {
  seen: ApiRecord;
  values: Record<string, unknown>;
}

/** Edits one value in place, against the version the person saw when they began. */
export default function FactEditor({ object, record, field, onClose }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const id = useId();
  const tell = useTellOutcome(object);
  const draftKey = factDraft(record.id, field.name);
  const [kept] = useState(() => readDraft<Kept>(me.id, draftKey)?.value);
  const names = [field.name, ...object.fields.filter((f) => f.companion_of === field.name).map((f) => f.name)];
  const seen = useRef<ApiRecord>(kept ? { ...record, ...kept.seen } : record);
  const [values, setValues] = useState<Record<string, unknown>>(() => kept?.values ?? Object.fromEntries(names.map((n) => [n, record[n]])));
  const [problem, setProblem] = useState<unknown>(null);
  const [isConflict, setConflict] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const patch = changedValues(Object.fromEntries(names.map((n) => [n, seen.current[n]])), values);
  const isDirty = Object.keys(patch).length > 0;
  const draft = JSON.stringify(patch);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft follows what is typed
  useEffect(() => {
    const was = Object.fromEntries([...names, "version"].map((n) => [n, seen.current[n]]));
    if (isDirty) writeDraft(me.id, draftKey, { seen: { ...was, id: record.id }, values } satisfies Kept);
    else clearDraft(me.id, draftKey);
  }, [draft, draftKey, me.id]);

  useEffect(() => {
    setEditing(record.id, field.name, true);
    return () => setEditing(record.id, field.name, false);
  }, [record.id, field.name]);

  const close = () => {
    clearDraft(me.id, draftKey);
    onClose();
  };
  const save = async () => {
    if (holdsUnread(place.current)) return;
    if (!isDirty) return close();
    setSaving(true);
    try {
      const outcome = await saveRecord(object, seen.current, patch);
      if (outcome.state === "conflict") {
        setSaving(false);
        setConflict(true);
        return;
      }
      tell(outcome);
      close();
    } catch (error) {
      setSaving(false);
      setProblem(error);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || isConflict) return;
    const target = event.target as HTMLElement;
    const isEnter = event.key === "Enter" && (event.ctrlKey || event.metaKey || (!inputOf(field.type).isMultiline && target.tagName === "INPUT"));
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (isEnter && !target.closest(".ant-select, .ant-picker")) {
      event.preventDefault();
      void save();
    }
  };
  // a calendar that is shut would only open again, and one beside nonsense would take nothing
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const picker = event.key === "Enter" && !event.nativeEvent.isComposing && (event.target as HTMLElement).closest(".ant-picker");
    if (!picker || (document.querySelector(openCalendar) && !picker.querySelector("[data-unread]"))) return;
    event.preventDefault();
    event.stopPropagation();
    void save();
  };
  const words = problem instanceof ApiProblem ? (problem.errors[0]?.message ?? problem.message) : problem ? String(problem) : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the input inside
    <div ref={place} className="k-fact-form" onKeyDownCapture={onKeyDownCapture} onKeyDown={onKeyDown}>
      <label htmlFor={id} className="k-visually-hidden">
        {labelOf(field.label)}
      </label>
      <FieldInput
        id={id}
        field={field}
        value={values[field.name]}
        onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
        setValue={(name, value) => setValues((now) => ({ ...now, [name]: value }))}
        values={values}
        isInvalid={Boolean(words)}
        describedBy={words ? `${id}-error` : undefined}
        autoFocus
        record={record}
      />
      {words ? (
        <span className="k-field-error" id={`${id}-error`} role="alert">
          {words}
        </span>
      ) : null}
      <div className="k-fact-actions">
        <Button size="small" type="primary" loading={isSaving} onClick={() => void save()}>
          {t("common.save")}
        </Button>
        <Button size="small" onClick={close}>
          {t("common.cancel")}
        </Button>
      </div>
      {isConflict ? (
        <Suspense fallback={null}>
          <ConflictDialog object={object} seen={seen.current} mine={patch} onResolved={close} onCancel={() => setConflict(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
