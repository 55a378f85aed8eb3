import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { unreadQuery } from "../api/notifications.ts";
import { Icon } from "../icons/icon.tsx";
import { lazyReady } from "../shell/lazy-ready.ts";
import "./bell.css";

const NoticeDrawer = lazyReady(() => import("./notice-drawer.tsx"));

/** How much is new for the person, and the way to it. */
export function Bell({ size = 16 }: { size?: number }) {
  const { t } = useTranslation();
  const { data: unread = 0 } = useQuery(unreadQuery);
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const open = () => {
    setOpened(true);
    setOpen(true);
  };
  const label = unread > 0 ? t("notices.bell", { count: unread }) : t("notices.title");
  return (
    <>
      <button type="button" className="k-icon-button k-bell" aria-label={label} title={label} aria-haspopup="dialog" aria-expanded={isOpen} onClick={open}>
        <Icon name="bell" size={size} />
        {unread > 0 ? (
          <span className="k-bell-count" aria-hidden="true">
            {unread > 99 ? "99+" : unread}
          </span>
        ) : null}
      </button>
      {wasOpened ? (
        <Suspense>
          <NoticeDrawer isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
