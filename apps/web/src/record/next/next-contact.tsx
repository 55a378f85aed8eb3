import { App } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { formatDateTime, formatRelative } from "../../format/date.ts";
import { Icon } from "../../icons/icon.tsx";
import { saveRecord } from "../../outbox/save-record.ts";
import { useTellOutcome } from "../../outbox/use-tell-outcome.ts";
import { Flyout } from "../../shell/flyout.tsx";
import { lazyReady } from "../../shell/lazy-ready.ts";

const TimePicks = lazyReady(() => import("./time-picks.tsx"));

/** When to be in touch again, chosen in words; overdue stands out. */
export function NextContact({ object, record, field, isEditable }: { object: ObjectInfo; record: ApiRecord; field: FieldInfo; isEditable: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const tell = useTellOutcome(object);
  const [isOpen, setOpen] = useState(false);
  const at = (record[field.name] as string | null | undefined) ?? null;
  const isOverdue = at !== null && Date.parse(at) < Date.now();
  const words = at ? formatRelative(at) : t("record.nextStep.unplanned");
  const choose = async (next: string | null) => {
    setOpen(false);
    try {
      const outcome = await saveRecord(object, record, { [field.name]: next });
      // two people planning at once: the later word stands
      tell(outcome.state === "conflict" ? await saveRecord(object, outcome.current, { [field.name]: next }) : outcome);
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  const label = (
    <>
      <Icon name="calendar" size={14} />
      <span>{labelOf(field.label)}</span>
      <b>{words}</b>
      {isOverdue ? <span className="k-visually-hidden">{t("record.nextStep.overdue")}</span> : null}
    </>
  );
  const className = `k-chip${isOverdue ? " is-overdue" : ""}${at ? "" : " is-unplanned"}`;
  if (!isEditable)
    return (
      <span className={className} title={at ? formatDateTime(at) : undefined}>
        {label}
      </span>
    );
  return (
    <Flyout
      isOpen={isOpen}
      setOpen={setOpen}
      title={labelOf(field.label)}
      placement="bottomRight"
      content={
        <Suspense fallback={null}>
          <TimePicks value={at} onChange={(next) => void choose(next)} />
        </Suspense>
      }
    >
      <button type="button" className={className} title={at ? formatDateTime(at) : undefined} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </button>
    </Flyout>
  );
}
