import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";

function subscribe(listener: () => void): () => void {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}

/** Says plainly that the network is gone, and goes by itself. */
export function OfflineNotice() {
  const { t } = useTranslation();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" aria-live="polite">
      {isOnline ? null : (
        <div className="k-notice">
          <Icon name="offline" />
          {t("shell.offline.notice")}
        </div>
      )}
    </div>
  );
}
