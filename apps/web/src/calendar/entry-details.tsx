import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../api/catalog.ts";
import type { ApiRecord } from "../api/types.ts";
import { FieldValue, isEmptyValue } from "../fields/cells.tsx";
import { Icon } from "../icons/icon.tsx";
import type { Entry } from "./entry.ts";
import { entryRecordQuery, factsOf } from "./entry-record.ts";
import { timesWords } from "./time-words.ts";

interface Props {
  entry: Entry;
  onEdit?: ((record: ApiRecord) => void) | undefined;
  onRemove?: (() => void) | undefined;
  onComplete?: ((isDone: boolean) => void) | undefined;
}

/** What an entry is, and what is most often done with it. */
export function EntryDetails({ entry, onEdit, onRemove, onComplete }: Props) {
  const { t } = useTranslation();
  const { byName } = useCatalog();
  const object = byName.get(entry.object);
  const fields = factsOf(object);
  const { data: record } = useQuery(entryRecordQuery(entry, object));
  const filled = fields.filter((f) => record && !isEmptyValue(record[f.name]));
  return (
    <div className="k-entry-details">
      <h3>{entry.title}</h3>
      <p className={entry.isOverdue ? "k-error" : "k-quiet"}>
        {timesWords(entry, entry.isPoint)}
        {entry.isOverdue ? ` · ${t("calendar.overdue")}` : ""} {entry.isWaiting ? <span className="k-tag is-amber">{t("record.waiting")}</span> : null}
      </p>
      <dl className="k-details-facts" aria-busy={record === undefined}>
        {record === undefined ? <span className="k-bone" style={{ width: "70%" }} /> : null}
        {filled.map((field) => (
          <div key={field.name}>
            <dt>{labelOf(field.label)}</dt>
            <dd>
              <FieldValue field={field} value={record?.[field.name]} record={record} isDense />
            </dd>
          </div>
        ))}
      </dl>
      <div className="k-details-foot">
        <Link to="/o/$path/$id" params={{ path: object?.path ?? "", id: entry.id }} className="k-link-button">
          {t("calendar.openRecord")}
        </Link>
        <span className="k-space" />
        {onRemove ? <Button onClick={onRemove} aria-label={t("common.delete")} icon={<Icon name="trash" />} /> : null}
        {onComplete ? <Button onClick={() => onComplete(!entry.isDone)}>{t(entry.isDone ? "calendar.reopen" : "calendar.complete")}</Button> : null}
        {onEdit ? (
          <Button type="primary" disabled={!record} onClick={() => record && onEdit(record)}>
            {t("common.edit")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
