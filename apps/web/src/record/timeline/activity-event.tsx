import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../../api/catalog.ts";
import { useMe } from "../../api/me.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { FoldedText } from "../../fields/long-text/rich-text.tsx";
import "../../fields/long-text/rich-text.css";
import { OptionTag } from "../../fields/select/option-tag.tsx";
import { formatDateTime, formatTime } from "../../format/date.ts";
import { Attachment } from "./attachment.tsx";

/** What a colleague did: a call, a visit, a note. */
export function ActivityEvent({ activity, object, isWaiting }: { activity: ApiRecord; object: ObjectInfo; isWaiting: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const type = fieldOf(object, "type");
  const owner = activity.owner as { name?: string } | null | undefined;
  const at = String(activity.happened_at ?? activity.created_at);
  const files = Array.isArray(activity.files) ? (activity.files as string[]) : [];
  return (
    <li className={`k-event is-jade${isWaiting ? " is-waiting" : ""}`}>
      <div className="k-event-head">
        <b className="k-strong">
          <bdi>{isWaiting ? me.name : (owner?.name ?? t("record.someone"))}</bdi>
        </b>
        {type && activity.type ? <OptionTag field={type} value={activity.type} /> : null}
        {isWaiting ? <span className="k-tag is-amber">{t("record.waiting")}</span> : null}
        <time dateTime={at} title={formatDateTime(at)}>
          {isWaiting ? (
            formatTime(at)
          ) : (
            <Link to="/o/$path/$id" params={{ path: object.path, id: activity.id }} aria-label={`${t("record.timeline.open")} ${formatDateTime(at)}`}>
              {formatTime(at)}
            </Link>
          )}
        </time>
      </div>
      <div className="k-event-body">
        <FoldedText text={String(activity.content ?? "")} />
      </div>
      {files.length > 0 ? (
        <ul className="k-attachments">
          {files.map((id) => (
            <li key={id}>
              <Attachment id={id} />
            </li>
          ))}
        </ul>
      ) : null}
      {activity.next_contact_at ? <p className="k-muted">{t("record.timeline.next", { when: formatDateTime(String(activity.next_contact_at)) })}</p> : null}
    </li>
  );
}
