import { Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useIsReachable } from "../api/live.ts";
import { useMe } from "../api/me.ts";
import { Icon } from "../icons/icon.tsx";
import { lazyReady } from "../shell/lazy-ready.ts";
import { dropOldDrafts } from "./drafts.ts";
import { openOutbox, useOutbox } from "./outbox.ts";
import { keepSending } from "./send-waiting.ts";
import "./outbox.css";

const OutboxPanel = lazyReady(() => import("./outbox-panel.tsx"));

function subscribe(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

/** Says plainly that the network is gone, how much waits to be sent, and what could not be stored. */
export function OutboxBar() {
  const { t } = useTranslation();
  const me = useMe();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  const isReachable = useIsReachable();
  const entries = useOutbox();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const close = openOutbox(me.id);
    dropOldDrafts(me.id);
    const stop = keepSending();
    return () => {
      stop();
      close();
    };
  }, [me.id]);
  const waiting = entries.filter((e) => e.state === "waiting").length;
  const stuck = entries.length - waiting;
  const isShown = !isOnline || !isReachable || entries.length > 0;
  return (
    <div role="status" aria-live="polite">
      {isShown ? (
        <div className={`k-notice k-outbox-bar${stuck > 0 ? " is-stuck" : ""}`}>
          <Icon name={isOnline && isReachable ? (stuck > 0 ? "warning" : "upload") : "offline"} />
          <span>
            {isOnline ? (isReachable ? null : t("outbox.unreachable")) : t("outbox.offline")}
            {stuck > 0 ? t("outbox.stuck", { count: stuck }) : null}
          </span>
          {waiting > 0 ? <b>{t("outbox.waiting", { count: waiting })}</b> : null}
          {entries.length > 0 ? (
            <button type="button" className="k-link-button" onClick={() => setOpen(true)}>
              {t("outbox.show")}
            </button>
          ) : null}
        </div>
      ) : null}
      {isOpen ? (
        <Suspense fallback={null}>
          <OutboxPanel onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
