import { useNavigate } from "@tanstack/react-router";
import { App } from "antd";
import { useEffect, useRef } from "react";
import { catalogNow } from "../api/catalog.ts";
import { companyQuery } from "../api/company.ts";
import { joinTopic, type LiveFrame } from "../api/live.ts";
import { markRead, type Notice, unreadQuery } from "../api/notifications.ts";
import { usePreferences } from "../preferences/preferences.ts";
import { queryClient } from "../query-client.ts";
import { markShown, showOnDesktop } from "./desktop.ts";

/** Kinds that ask for somebody's attention; the others wait at the bell. */
const urgent = new Set<Notice["kind"]>(["mention", "reminder", "assigned"]);

/** Takes what arrives for the person while they are here: counts it at the bell, and says it when it matters. */
export function useLiveNotices(): void {
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const { locale } = usePreferences();
  const latest = useRef((_notice: Notice) => {});
  latest.current = (notice) => {
    const open = () => {
      notification.destroy(notice.id);
      void markRead({ ids: [notice.id] });
      const path = catalogNow()?.byName.get(notice.object ?? "")?.path;
      if (path && notice.record_id) void navigate({ to: "/o/$path/$id", params: { path, id: notice.record_id } });
    };
    if (document.visibilityState === "visible") markShown(notice.id);
    const icon = queryClient.getQueryData(companyQuery.queryKey)?.logo_url ?? "/favicon.svg";
    showOnDesktop(notice, icon, open);
    if (!urgent.has(notice.kind)) return;
    notification.open({
      key: notice.id,
      title: notice.title,
      description: notice.record_title ?? notice.body,
      placement: "bottomRight",
      duration: 6,
      role: "status",
      className: "k-notice-toast",
      onClick: open,
    });
  };
  useEffect(() => {
    const hear = (frame: LiveFrame) => {
      const { unread, ...notice } = frame as unknown as Notice & { unread: number };
      queryClient.setQueryData(unreadQuery.queryKey, unread);
      void queryClient.invalidateQueries({ queryKey: ["notifications", "list"] });
      latest.current(notice);
    };
    const { leave } = joinTopic({
      topic: `notifications:${locale}`,
      type: "notification",
      hear,
      // what arrived before was told to nobody here
      onJoined: () => void queryClient.invalidateQueries({ queryKey: ["notifications"] }),
    });
    // another tab or device may have read some
    const look = () => {
      if (document.visibilityState === "visible") void queryClient.invalidateQueries({ queryKey: unreadQuery.queryKey });
    };
    document.addEventListener("visibilitychange", look);
    return () => {
      leave();
      document.removeEventListener("visibilitychange", look);
    };
  }, [locale]);
}
