import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../../api/catalog.ts";
import { useRecordName } from "../../api/record-names.ts";
import type { ApiRecord, HistoryEntry, ObjectInfo } from "../../api/types.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { formatDateTime, formatTime } from "../../format/date.ts";
import { Icon } from "../../icons/icon.tsx";
import { shownDiff } from "./entries.ts";

const many = 8;

/** A change to the record: who, when, from what to what. */
export function HistoryEvent({ entry, object }: { entry: HistoryEntry; object: ObjectInfo }) {
  const { t, i18n } = useTranslation();
  const name = useRecordName("user", entry.actor);
  const fields = shownDiff(entry, object);
  const state = object.states?.field;
  const isMove = state !== undefined && fields.includes(state);
  const tone = entry.kind === "deleted" ? "is-red" : entry.kind === "created" || isMove ? "is-jade" : "";
  const origin = entry.origin.split(":")[0] ?? "";
  const isCreation = entry.kind === "created";
  const words = isMove && entry.kind === "updated" ? "record.timeline.moved" : `record.timeline.kinds.${entry.kind}`;
  return (
    <li className={`k-event ${tone}`}>
      <div className="k-event-head">
        <b className="k-strong">
          <bdi>{name ?? (entry.actor ? t("record.someone") : t("record.timeline.system"))}</bdi>
        </b>
        <span>{i18n.exists(words) ? t(words) : entry.kind}</span>
        {origin && origin !== "web" && i18n.exists(`record.timeline.origins.${origin}`) ? (
          <span className="k-tag">{t(`record.timeline.origins.${origin}`)}</span>
        ) : null}
        <time dateTime={entry.at} title={formatDateTime(entry.at)}>
          {formatTime(entry.at)}
        </time>
      </div>
      {isCreation || fields.length === 0 ? null : (
        <ul className="k-event-body k-diff">
          {fields.slice(0, many).map((field) => (
            <Difference key={field} object={object} field={field} entry={entry} />
          ))}
          {fields.length > many ? <li className="k-muted">{t("record.timeline.more", { count: fields.length - many })}</li> : null}
        </ul>
      )}
    </li>
  );
}

function Difference({ object, field: name, entry }: { object: ObjectInfo; field: string; entry: HistoryEntry }) {
  const field = fieldOf(object, name);
  const change = entry.diff[name];
  if (!field || !change) return null;
  const side = (key: "from" | "to") => ({ id: "", [`${name}_currency`]: entry.diff[`${name}_currency`]?.[key] }) as ApiRecord;
  return (
    <li className="k-change">
      <span>{labelOf(field.label)}</span>
      <span className="k-was">
        <FieldValue field={field} value={change.from} record={side("from")} isDense />
      </span>
      <Icon name="right" size={12} />
      <span className="k-strong">
        <FieldValue field={field} value={change.to} record={side("to")} isDense />
      </span>
    </li>
  );
}
