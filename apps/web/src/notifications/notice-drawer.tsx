import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Drawer, Segmented, Skeleton } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { markRead, type Notice, noticesQuery } from "../api/notifications.ts";
import { dayOf, formatDay } from "../format/date.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { EmptyState } from "../shell/empty-state.tsx";
import { DesktopSwitch } from "./desktop-switch.tsx";
import { NoticeRow } from "./notice-row.tsx";
import "./notices.css";

/** What was told to the person, newest first: a drawer beside the bell, a sheet from below on phones. */
export default function NoticeDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      title={t("notices.title")}
      placement={isNarrow ? "bottom" : "left"}
      size={isNarrow ? "min(86dvh, 720px)" : 400}
      className={`k-notices${isNarrow ? " k-sheet" : ""}`}
      destroyOnHidden
      footer={<DesktopSwitch />}
    >
      <Notices onClose={onClose} />
    </Drawer>
  );
}

function Notices({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [isUnreadOnly, setUnreadOnly] = useState(false);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(noticesQuery(isUnreadOnly));
  const notices = data?.pages.flatMap((page) => page.data) ?? [];
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <>
      <div className="k-notices-tools">
        <Segmented
          aria-label={t("notices.show")}
          value={isUnreadOnly}
          onChange={setUnreadOnly}
          options={[
            { value: false, label: t("notices.all") },
            { value: true, label: unread > 0 ? t("notices.unreadCount", { count: unread }) : t("notices.unread") },
          ]}
        />
        <button type="button" className="k-link-button" disabled={unread === 0} onClick={() => void markRead({ all: true })}>
          {t("notices.readAll")}
        </button>
      </div>
      {isPending ? (
        <NoticesSkeleton />
      ) : error && notices.length === 0 ? (
        <EmptyState icon="offline" title={t("notices.failed")} text={error.message} level={3}>
          <Button onClick={() => void refetch()}>{t("common.tryAgain")}</Button>
        </EmptyState>
      ) : notices.length === 0 ? (
        <EmptyState icon="bell" title={t(isUnreadOnly ? "notices.nothingUnread" : "notices.nothing")} text={t("notices.nothingText")} level={3} />
      ) : (
        <ByDay notices={notices} onClose={onClose} />
      )}
      {hasNextPage ? (
        <div className="k-notices-more">
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("notices.more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function ByDay({ notices, onClose }: { notices: Notice[]; onClose: () => void }) {
  const days = Map.groupBy(notices, (notice) => dayOf(new Date(notice.at)));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys only move among the links inside
    <div onKeyDown={moveFocus}>
      {[...days].map(([day, ofDay]) => (
        <section key={day}>
          <h3 className="k-notices-day">{formatDay(day)}</h3>
          <ul>
            {ofDay.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} onOpen={onClose} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Arrow keys go from one to the next. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(".k-notice-title")];
  const next = all[all.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function NoticesSkeleton() {
  return (
    <div className="k-notices-skeleton" aria-busy="true">
      {[0, 1, 2, 3, 4].map((row) => (
        <Skeleton key={row} active avatar={{ size: 22 }} title={{ width: "70%" }} paragraph={{ rows: 1, width: "40%" }} />
      ))}
    </div>
  );
}
