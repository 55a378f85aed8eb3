import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../api/catalog.ts";
import { markRead, type Notice } from "../api/notifications.ts";
import { formatDateTime, formatTime } from "../format/date.ts";
import { Icon } from "../icons/icon.tsx";
import type { IconName } from "../icons/paths.ts";
import { Avatar } from "../shell/avatar.tsx";

const signs: Record<Notice["kind"], IconName> = {
  mention: "chat",
  reminder: "calendar",
  assigned: "transfer",
  shared: "share",
  import: "import",
  system: "bell",
};

/** One notification; the whole row leads to what it is about. */
export function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation();
  const place = usePlaceOf(notice);
  const isUnread = notice.read_at === null;
  const read = () => {
    if (isUnread) void markRead({ ids: [notice.id] });
  };
  const go = () => {
    read();
    onOpen();
  };
  const title = (
    <>
      {notice.title}
      {isUnread ? <span className="k-visually-hidden">{t("notices.isUnread")}</span> : null}
    </>
  );
  return (
    <li className={`k-notice-row${isUnread ? " is-unread" : ""}`}>
      {notice.actor_name ? (
        <Avatar name={notice.actor_name} />
      ) : (
        <span className={`k-notice-sign is-${notice.kind}`} aria-hidden="true">
          <Icon name={signs[notice.kind]} size={13} />
        </span>
      )}
      {place ? (
        <Link {...place} className="k-notice-title" onClick={go}>
          {title}
        </Link>
      ) : (
        <button type="button" className="k-notice-title" onClick={read}>
          {title}
        </button>
      )}
      <time dateTime={notice.at} title={formatDateTime(notice.at)}>
        {formatTime(notice.at)}
      </time>
      {notice.record_title ? <span className="k-notice-record">{notice.record_title}</span> : null}
      {notice.body ? <p className="k-notice-body">{notice.body}</p> : null}
    </li>
  );
}

/** The record it is about, or the list where several are. */
function usePlaceOf({ kind, object, record_id: id }: Notice) {
  const path = useCatalog().byName.get(object ?? "")?.path;
  if (kind === "import") return { to: "/imports" as const };
  if (path === undefined) return null;
  if (id !== null) return { to: "/o/$path/$id" as const, params: { path, id } };
  return { to: "/o/$path" as const, params: { path }, search: { scene: "mine", sort: "-updated_at" } as never };
}
