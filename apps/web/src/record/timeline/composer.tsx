import { useQueryClient } from "@tanstack/react-query";
import { App, Button, DatePicker } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { fromWallClock } from "../../fields/date/picker.ts";

/** Writes what happened in two steps: what kind, and what about. */
export function Composer({ activity, about }: { activity: ObjectInfo; about: Record<string, string> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const typeField = fieldOf(activity, "type");
  const options = (typeField?.options ?? []).filter((o) => !o.retired);
  const [type, setType] = useState(String(typeField?.default ?? options[0]?.value ?? ""));
  const [content, setContent] = useState("");
  const [next, setNext] = useState<Dayjs | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isOpen = content !== "";
  const submit = async () => {
    if (!content.trim()) return;
    setBusy(true);
    try {
      const at = fromWallClock(next);
      await records.create(activity.path, { ...about, content, ...(typeField ? { type } : {}), ...(at ? { next_contact_at: at } : {}) });
      setContent("");
      setNext(null);
      await queries.invalidateQueries({ queryKey: ["records"] });
    } catch (error) {
      void message.error((error as Error).message);
    }
    setBusy(false);
  };
  return (
    <form
      className="k-composer"
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
    >
      <div className="k-composer-types" role="group" aria-label={labelOf(typeField?.label)}>
        {options.map((o) => (
          <button key={o.value} type="button" aria-pressed={o.value === type} onClick={() => setType(o.value)}>
            {labelOf(o.label)}
          </button>
        ))}
      </div>
      <textarea
        aria-label={t("record.timeline.write")}
        placeholder={t("record.timeline.write")}
        rows={1}
        value={content}
        maxLength={10_000}
        onChange={(e) => setContent(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) void submit();
        }}
      />
      {isOpen ? (
        <div className="k-composer-foot">
          <DatePicker
            aria-label={t("record.timeline.nextContact")}
            placeholder={t("record.timeline.nextContact")}
            value={next}
            onChange={(d: Dayjs | null) => setNext(d)}
            showTime={{ format: "HH:mm", minuteStep: 15 }}
            format="YYYY-MM-DD HH:mm"
            needConfirm={false}
          />
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {t("record.timeline.save")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
