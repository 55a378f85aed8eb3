import { useTranslation } from "react-i18next";
import type { LiveRows } from "../rows/use-live-rows.ts";

/** Says what came or went since the list was loaded, and shows it when asked. */
export function LivePill({ live, onShow }: { live: LiveRows; onShow: () => void }) {
  const { t } = useTranslation();
  const { arrived, gone } = live;
  const text =
    arrived === null
      ? t("list.live.many")
      : arrived > 0
        ? t("list.live.arrived", { count: arrived })
        : gone.size > 0
          ? t("list.live.left", { count: gone.size })
          : "";
  return (
    <div className="k-live" role="status">
      {text ? (
        <button type="button" className="k-live-pill" onClick={onShow}>
          {text}
        </button>
      ) : null}
    </div>
  );
}
