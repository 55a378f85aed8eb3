import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { records } from "../api/records.ts";
import type { ObjectInfo } from "../api/types.ts";
import { formatNumber } from "../format/number.ts";
import { type ListSearch, scenes } from "./list-search.ts";

/** 我负责的, 我参与的, 下属负责的, 全部: each with how many there are. */
export function SceneTabs({ object, search, change }: { object: ObjectInfo; search: ListSearch; change: (patch: Partial<ListSearch>) => void }) {
  const { t } = useTranslation();
  const counts = useQueries({
    queries: scenes.map((scene) => ({
      queryKey: ["records", object.path, "list", "scene", scene],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        (await records.list(object.path, { scene, fields: "id", limit: 1, count: "estimated" }, signal)).count ?? 0,
      staleTime: 60_000,
    })),
  });
  const current = search.scene ?? "all";
  return (
    <nav className="k-tabs" aria-label={t("list.scenes.label")}>
      {scenes.map((scene, i) => (
        <button
          key={scene}
          type="button"
          className={`k-tab${scene === current ? " is-current" : ""}`}
          aria-current={scene === current ? "true" : undefined}
          onClick={() => change({ scene: scene === "all" ? undefined : scene } as Partial<ListSearch>)}
        >
          {t(`list.scenes.${scene}`)}
          <em>{counts[i]?.data === undefined ? "" : formatNumber(counts[i].data)}</em>
        </button>
      ))}
    </nav>
  );
}
