import { useQuery } from "@tanstack/react-query";
import { Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../api/catalog.ts";
import { useRecordName } from "../../api/record-names.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, FieldInfo, HistoryEntry, ObjectInfo } from "../../api/types.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { formatDateTime, formatRelative } from "../../format/date.ts";
import { Icon } from "../../icons/icon.tsx";
import { BoneRows } from "../../shell/page-skeleton.tsx";

/** Who changed this value when, from what to what. */
export function FieldHistory({ object, id, field }: { object: ObjectInfo; id: string; field: FieldInfo }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const title = t("record.history.of", { field: labelOf(field.label) });
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      title={title}
      content={<Changes object={object} id={id} field={field} />}
    >
      <button
        type="button"
        className="k-small-button"
        aria-label={title}
        aria-expanded={isOpen}
        onKeyDown={(e) => {
          if (e.key === "Escape") setOpen(false);
        }}
      >
        <Icon name="history" size={13} />
      </button>
    </Popover>
  );
}

function Changes({ object, id, field }: { object: ObjectInfo; id: string; field: FieldInfo }) {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ["records", object.path, "one", id, "field-history", field.name],
    queryFn: () => records.history(object.path, id, { limit: 30, field: field.name }),
    staleTime: 0,
  });
  if (error) return <p className="k-error">{error.message}</p>;
  if (!data)
    return (
      <div style={{ width: 260 }}>
        <BoneRows count={2} />
      </div>
    );
  const entries = data.data.filter((e) => field.name in e.diff);
  if (entries.length === 0) return <p className="k-muted">{t("record.history.none")}</p>;
  return (
    <ol className="k-field-history">
      {entries.map((entry) => (
        <Entry key={entry.cursor} entry={entry} field={field} />
      ))}
      {data.next ? <li className="k-muted">{t("record.history.older")}</li> : null}
    </ol>
  );
}

function Entry({ entry, field }: { entry: HistoryEntry; field: FieldInfo }) {
  const { t } = useTranslation();
  const name = useRecordName("user", entry.actor);
  const side = (key: "from" | "to") => ({ id: "", [`${field.name}_currency`]: entry.diff[`${field.name}_currency`]?.[key] }) as ApiRecord;
  const change = entry.diff[field.name];
  return (
    <li>
      <div>
        <b className="k-strong">
          <bdi>{name ?? (entry.actor ? t("record.someone") : t("record.timeline.system"))}</bdi>
        </b>
        <time className="k-muted" dateTime={entry.at} title={formatDateTime(entry.at)}>
          {formatRelative(entry.at)}
        </time>
      </div>
      <div className="k-change" dir="auto">
        <span className="k-was">
          <FieldValue field={field} value={change?.from} record={side("from")} isDense />
        </span>
        <Icon name="right" size={12} />
        <span>
          <FieldValue field={field} value={change?.to} record={side("to")} isDense />
        </span>
      </div>
    </li>
  );
}
