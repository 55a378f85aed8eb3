import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { FileLink } from "../../fields/file/cell.tsx";
import { OptionTag } from "../../fields/select/option-tag.tsx";
import { formatDateTime, formatRelative } from "../../format/date.ts";

/** What a colleague did: a call, a visit, a message. */
export function ActivityEvent({ activity, object }: { activity: ApiRecord; object: ObjectInfo }) {
  const { t } = useTranslation();
  const type = fieldOf(object, "type");
  const owner = activity.owner as { name?: string } | null | undefined;
  const at = String(activity.happened_at ?? activity.created_at);
  const files = Array.isArray(activity.files) ? (activity.files as string[]) : [];
  return (
    <li className="k-event is-jade">
      <div className="k-event-head">
        <b className="k-strong">{owner?.name ?? t("record.someone")}</b>
        {type ? <OptionTag field={type} value={activity.type} /> : null}
        <time dateTime={at} title={formatDateTime(at)}>
          <Link to="/o/$path/$id" params={{ path: object.path, id: activity.id }} style={{ color: "inherit" }}>
            {formatRelative(at)}
          </Link>
        </time>
      </div>
      <p className="k-event-body k-pre">{String(activity.content ?? "")}</p>
      {files.map((id) => (
        <FileLink key={id} id={id} />
      ))}
      {activity.next_contact_at ? <p className="k-muted">{t("record.timeline.next", { when: formatDateTime(String(activity.next_contact_at)) })}</p> : null}
    </li>
  );
}
