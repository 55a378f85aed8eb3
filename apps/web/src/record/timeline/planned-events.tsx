import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fieldOf } from "../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { OptionTag } from "../../fields/select/option-tag.tsx";
import { formatDateTime, formatTime } from "../../format/date.ts";

const nameOf = (record: ApiRecord): string | undefined => (record.owner as { name?: string } | null | undefined)?.name;

/** A task that was planned here, or done. */
export function TaskEvent({ task, object }: { task: ApiRecord; object: ObjectInfo }) {
  const { t } = useTranslation();
  const status = fieldOf(object, "status");
  const isDone = task.status === "done";
  const at = String(task.completed_at ?? task.created_at);
  return (
    <li className={`k-event${isDone ? " is-jade" : ""}`}>
      <div className="k-event-head">
        <b className="k-strong">
          <bdi>{nameOf(task) ?? t("record.someone")}</bdi>
        </b>
        <span>{t(isDone ? "record.timeline.taskDone" : "record.timeline.taskMade")}</span>
        {status && !isDone ? <OptionTag field={status} value={task.status} /> : null}
        <time dateTime={at} title={formatDateTime(at)}>
          {formatTime(at)}
        </time>
      </div>
      <div className="k-event-body">
        <Link to="/o/$path/$id" params={{ path: object.path, id: task.id }}>
          <bdi>{String(task.name ?? "")}</bdi>
        </Link>
        {task.due_at && !isDone ? <span className="k-muted"> {t("record.timeline.due", { when: formatDateTime(String(task.due_at)) })}</span> : null}
      </div>
    </li>
  );
}

/** A meeting or visit in the calendar, past or to come. */
export function EventEvent({ event, object }: { event: ApiRecord; object: ObjectInfo }) {
  const { t } = useTranslation();
  const type = fieldOf(object, "type");
  const at = String(event.start_at);
  const isAhead = Date.parse(at) > Date.now();
  return (
    <li className={`k-event ${isAhead ? "is-amber" : ""}`}>
      <div className="k-event-head">
        <b className="k-strong">
          <bdi>{nameOf(event) ?? t("record.someone")}</bdi>
        </b>
        {type && event.type ? <OptionTag field={type} value={event.type} /> : null}
        <time dateTime={at} title={formatDateTime(at)}>
          {event.is_all_day ? t("record.timeline.allDay") : formatTime(at)}
        </time>
      </div>
      <div className="k-event-body">
        <Link to="/o/$path/$id" params={{ path: object.path, id: event.id }}>
          <bdi>{String(event.name ?? "")}</bdi>
        </Link>
        {event.place ? <span className="k-muted"> · {String(event.place)}</span> : null}
      </div>
    </li>
  );
}
