import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf, useCatalog } from "../../../api/catalog.ts";
import { isProblem } from "../../../api/problem.ts";
import { records } from "../../../api/records.ts";
import { holdsUnread } from "../../../fields/date/holds-unread.ts";
import { KeptPicker } from "../../../fields/date/kept-picker.tsx";
import { fromWallClock } from "../../../fields/date/picker.ts";
import { RecordSelect } from "../../../fields/relation/record-select.tsx";
import { FormField } from "../../../form/form-field.tsx";

/** What an activity is about, when that is known already. */
export interface About {
  field: "customer_id" | "opportunity_id" | "lead_id";
  id: string;
  title: string;
}

/** Writes down what happened without leaving the page: about whom, how, what, and when next. */
export default function QuickActivity({ about, onClose }: { about?: About; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { byName } = useCatalog();
  const activity = byName.get("activity");
  const type = activity && fieldOf(activity, "type");
  const next = activity && fieldOf(activity, "next_contact_at");
  const subject = activity && fieldOf(activity, "customer_id");
  const [values, setValues] = useState<{ type: string; content: string; customer_id: string | null; next: Dayjs | null }>({
    type: String(type?.default ?? "call"),
    content: "",
    customer_id: null,
    next: null,
  });
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<{ subject?: string; content?: string }>({});
  const set = (patch: Partial<typeof values>) => setValues((now) => ({ ...now, ...patch }));
  if (!activity) return null;
  const submit = async () => {
    const missing = {
      ...(about || values.customer_id ? {} : { subject: t("home.write.noSubject") }),
      ...(values.content.trim() ? {} : { content: t("home.write.empty") }),
    };
    setProblems(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    try {
      const nextAt = fromWallClock(values.next);
      await records.create(activity.path, {
        type: values.type,
        content: values.content,
        ...(about ? { [about.field]: about.id } : { customer_id: values.customer_id }),
        ...(nextAt ? { next_contact_at: nextAt } : {}),
      });
      await queries.invalidateQueries({ queryKey: ["records"] });
      void message.success(t("home.write.saved"));
      onClose();
    } catch (error) {
      setProblems({ content: isProblem(error) ? (error.errors[0]?.message ?? error.message) : (error as Error).message });
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={about ? t("home.write.about", { title: about.title }) : t("home.write.title")}
      onCancel={onClose}
      width={480}
      footer={null}
      destroyOnHidden
    >
      <form
        className="k-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!holdsUnread(event.currentTarget)) void submit();
        }}
      >
        {about ? null : (
          <FormField label={labelOf(subject?.label)} isRequired error={problems.subject}>
            {(input) => (
              <RecordSelect
                id={input.id}
                target="customer"
                value={values.customer_id}
                onChange={(id) => set({ customer_id: id as string | null })}
                aria-required
              />
            )}
          </FormField>
        )}
        <div className="k-segments" role="group" aria-label={labelOf(type?.label)}>
          {type?.options
            ?.filter((o) => !o.retired)
            .map((o) => (
              <button key={o.value} type="button" aria-pressed={values.type === o.value} onClick={() => set({ type: o.value })}>
                {labelOf(o.label)}
              </button>
            ))}
        </div>
        <FormField label={labelOf(fieldOf(activity, "content")?.label)} isRequired error={problems.content}>
          {(input) => (
            <textarea
              id={input.id}
              className="k-textarea"
              rows={4}
              maxLength={10_000}
              value={values.content}
              aria-invalid={input.isInvalid}
              aria-describedby={input.describedBy}
              placeholder={t("home.write.placeholder")}
              onChange={(event) => set({ content: event.target.value })}
            />
          )}
        </FormField>
        <FormField label={labelOf(next?.label)}>
          {(input) => <KeptPicker id={input.id} value={values.next} onChange={(day) => set({ next: day })} minuteStep={15} style={{ width: "100%" }} />}
        </FormField>
        <div className="k-row-gap" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t("home.write.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
