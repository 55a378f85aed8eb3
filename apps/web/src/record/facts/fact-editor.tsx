import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { type KeyboardEvent, lazy, Suspense, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { ApiProblem, isProblem } from "../../api/problem.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldInput, inputOf } from "../../fields/inputs.tsx";
import { changedValues } from "../../form/defaults.ts";
import { recordQuery } from "../record-query.ts";

const ConflictDialog = lazy(() => import("./conflict-dialog.tsx"));

interface Props {
  object: ObjectInfo;
  record: ApiRecord;
  field: FieldInfo;
  onClose: () => void;
}

/** Edits one value in place, against the version the person saw when they began. */
export default function FactEditor({ object, record, field, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = useId();
  const seen = useRef(record);
  const names = [field.name, ...object.fields.filter((f) => f.companion_of === field.name).map((f) => f.name)];
  const [values, setValues] = useState<Record<string, unknown>>(() => Object.fromEntries(names.map((n) => [n, record[n]])));
  const [problem, setProblem] = useState<unknown>(null);
  const [isConflict, setConflict] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const patch = changedValues(Object.fromEntries(names.map((n) => [n, seen.current[n]])), values);

  const save = async (version = seen.current.version as number) => {
    if (Object.keys(patch).length === 0) return onClose();
    setSaving(true);
    try {
      const saved = await records.update(object.path, record.id, patch, version);
      const { queryKey } = recordQuery(object, record.id);
      queries.setQueryData(queryKey, (now) => (now ? { ...now, ...saved } : saved));
      void queries.invalidateQueries({ queryKey: ["records", object.path] });
      onClose();
    } catch (error) {
      setSaving(false);
      if (isProblem(error, "STALE_VERSION")) setConflict(true);
      else setProblem(error);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onClose();
    else if (
      event.key === "Enter" &&
      (event.ctrlKey || event.metaKey || !inputOf(field.type).isMultiline) &&
      (event.target as HTMLElement).tagName === "INPUT" &&
      !(event.target as HTMLElement).closest(".ant-select, .ant-picker")
    ) {
      event.preventDefault();
      void save();
    }
  };
  const message = problem instanceof ApiProblem ? (problem.errors[0]?.message ?? problem.message) : problem ? String(problem) : undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the input inside
    <div className="k-fact-form" onKeyDown={onKeyDown}>
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
        isInvalid={Boolean(message)}
        describedBy={message ? `${id}-error` : undefined}
        autoFocus
        record={record}
      />
      {message ? (
        <span className="k-field-error" id={`${id}-error`} role="alert">
          {message}
        </span>
      ) : null}
      <div className="k-fact-actions">
        <Button size="small" type="primary" loading={isSaving} onClick={() => void save()}>
          {t("common.save")}
        </Button>
        <Button size="small" onClick={onClose}>
          {t("common.cancel")}
        </Button>
      </div>
      {isConflict ? (
        <Suspense fallback={null}>
          <ConflictDialog
            object={object}
            seen={seen.current}
            mine={patch}
            onOverwrite={(version) => {
              setConflict(false);
              void save(version);
            }}
            onDiscard={() => {
              void queries.invalidateQueries({ queryKey: ["records", object.path, "one", record.id] });
              onClose();
            }}
            onCancel={() => setConflict(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
