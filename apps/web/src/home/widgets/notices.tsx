import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../api/catalog.ts";
import { markRead, noticesQuery } from "../../api/notifications.ts";
import { formatRelative } from "../../format/date.ts";
import { WidgetBones, WidgetEmpty, WidgetFrame } from "../widget-frame.tsx";

/** The latest notifications; what is unread carries a dot. */
export default function Notices() {
  const { t } = useTranslation();
  const { byName } = useCatalog();
  const { data } = useInfiniteQuery(noticesQuery(false));
  const notices = data?.pages.flatMap((page) => page.data).slice(0, 7);
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <WidgetFrame
      title={t("home.notices.title")}
      note={unread > 0 ? t("home.notices.unread", { count: unread }) : undefined}
      action={
        unread > 0 ? (
          <button type="button" className="k-link-button k-widget-more" onClick={() => void markRead({ all: true })}>
            {t("home.notices.readAll")}
          </button>
        ) : null
      }
    >
      {notices === undefined ? <WidgetBones count={6} /> : null}
      {notices?.length === 0 ? <WidgetEmpty>{t("home.notices.none")}</WidgetEmpty> : null}
      <ul className="k-rows">
        {notices?.map((notice) => {
          const object = notice.object ? byName.get(notice.object) : undefined;
          return (
            <li key={notice.id} className={notice.read_at ? "is-past" : undefined}>
              {notice.read_at ? null : <i className="k-unread" title={t("home.notices.isUnread")} />}
              {object && notice.record_id ? (
                <Link
                  to="/o/$path/$id"
                  params={{ path: object.path, id: notice.record_id }}
                  className="k-row-main k-ellipsis"
                  preload={false}
                  onClick={() => void (notice.read_at ? null : markRead({ ids: [notice.id] }))}
                >
                  {notice.title}
                </Link>
              ) : (
                <span className="k-row-main k-ellipsis">{notice.title}</span>
              )}
              <span className="k-item-end">{formatRelative(notice.at)}</span>
            </li>
          );
        })}
      </ul>
    </WidgetFrame>
  );
}
