import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { records } from "../api/records.ts";
import type { ObjectInfo } from "../api/types.ts";
import { formatNumber } from "../format/number.ts";
import { type ListSearch, scenes } from "./list-search.ts";

interface Props {
  object: ObjectInfo;
  search: ListSearch;
  /** How many the list shows, counted exactly. */
  total: number | undefined;
  change: (patch: Partial<ListSearch>) => void;
}

/** 我负责的, 我参与的, 下属负责的, 全部: each with how many there are; large numbers are estimates and look like it. */
export function SceneTabs({ object, search, total, change }: Props) {
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
  const isWhole = !search.q && !search.filter;
  const count = (scene: string, i: number): string => {
    if (scene === current && isWhole && total !== undefined) return formatNumber(total);
    const estimate = counts[i]?.data;
    return estimate === undefined ? "" : estimate > 5000 ? `≈ ${formatNumber(Number(estimate.toPrecision(2)))}` : formatNumber(estimate);
  };
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
          <em>{count(scene, i)}</em>
        </button>
      ))}
    </nav>
  );
}
