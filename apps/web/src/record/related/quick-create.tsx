import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { formFields, titleOf } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import { ApiProblem, errorsByField } from "../../api/problem.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { changedValues, defaultValues } from "../../form/defaults.ts";
import { RecordForm } from "../../form/record-form.tsx";
import "../../form/form.css";
import { createRecord } from "../../outbox/save-record.ts";
import { useTellOutcome } from "../../outbox/use-tell-outcome.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";

const RecordDrawer = lazyReady(() => import("../../form/record-drawer.tsx"));

/** A new record of a related list in a few fields, where it will stand; the whole form is one click away. */
export default function QuickCreate({ object, initial, onClose }: { object: ObjectInfo; initial: Record<string, unknown>; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const me = useMe();
  const tell = useTellOutcome(object);
  const [values, setValues] = useState<Record<string, unknown>>(() => ({ ...defaultValues(object, me), ...initial }));
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const fields = quickFields(object, initial);
  const errors = errorsByField(problem);
  const isPlaced = fields.some((f) => errors[f.name]);
  const save = async () => {
    setBusy(true);
    try {
      const outcome = await createRecord(object, changedValues({}, values));
      tell(outcome);
      if (outcome.state === "saved") void message.success(t("form.created", { title: titleOf(outcome.record, object) }));
      void queries.invalidateQueries({ queryKey: ["records", object.path, "list"] });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <form
      className="k-quick-create"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void save();
      }}
      onKeyDown={(e) => {
        if (e.nativeEvent.isComposing || (e.target as HTMLElement).closest(".ant-select-open")) return;
        if (e.key === "Escape") onClose();
        else if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) void save();
      }}
    >
      <RecordForm fields={fields} values={values} setValue={(name, value) => setValues((now) => ({ ...now, [name]: value }))} errors={errors} isFocused />
      {problem && !isPlaced ? (
        <p className="k-field-error" role="alert">
          {problem instanceof ApiProblem ? (problem.errors[0]?.message ?? problem.message) : String(problem)}
        </p>
      ) : null}
      <div className="k-row-gap">
        <Button size="small" type="primary" htmlType="submit" loading={isBusy}>
          {t("common.save")}
        </Button>
        <Button size="small" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <button type="button" className="k-link-button" onClick={() => setWhole(true)}>
          {t("record.related.wholeForm")}
        </button>
      </div>
      {isWhole ? (
        <Suspense fallback={null}>
          <RecordDrawer object={object} initial={values} onClose={onClose} onSaved={() => onClose()} />
        </Suspense>
      ) : null}
    </form>
  );
}

const most = 4;

/** The title, what must be filled in, and what says most beside it. */
export function quickFields(object: ObjectInfo, initial: Record<string, unknown>): FieldInfo[] {
  const open = formFields(object).filter((f) => !(f.name in initial) && f.name !== "owner_id");
  const title = open.filter((f) => f.name === object.title_field);
  const required = open.filter((f) => f.required && !title.includes(f));
  const listed = (object.list_fields ?? []).flatMap((name) => open.find((f) => f.name === name) ?? []);
  const telling = listed.filter((f) => ["money", "phone", "text", "select", "date", "number", "percent"].includes(f.type));
  return [...new Set([...title, ...required, ...telling])]
    .slice(0, Math.max(most, title.length + required.length))
    .map((f): FieldInfo => ({ ...f, group: undefined, system: false }));
}
