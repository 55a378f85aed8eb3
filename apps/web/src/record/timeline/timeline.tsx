import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { ActivityEvent } from "./activity-event.tsx";
import { Composer } from "./composer.tsx";
import { activityLink, mergeEntries, shownDiff } from "./entries.ts";
import { HistoryEvent } from "./history-event.tsx";

type Shown = "all" | "activity" | "history";

/** Everything that happened, in one line of time: what people did and what changed. */
export function Timeline({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const catalog = useCatalog();
  const link = activityLink(catalog, object);
  const [shown, setShown] = useState<Shown>("all");
  const history = useInfiniteQuery({
    queryKey: ["records", object.path, "one", record.id, "history"],
    queryFn: ({ pageParam }) => records.history(object.path, record.id, { limit: 50, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const activities = useQuery({
    queryKey: ["records", link?.activity.path ?? "", "list", "timeline", link?.field, record.id],
    queryFn: () =>
      records.list(link?.activity.path ?? "", {
        filter: JSON.stringify({ [link?.field ?? ""]: record.id }),
        sort: "-happened_at",
        limit: 100,
        expand: "owner_id",
      }),
    enabled: link !== null,
  });
  const past = (history.data?.pages ?? []).flatMap((p) => p.data).filter((e) => e.kind !== "updated" || shownDiff(e, object).length > 0);
  const entries = mergeEntries(shown === "activity" ? [] : past, shown === "history" ? [] : (activities.data?.data ?? []));
  return (
    <section className="k-panel is-padded" aria-label={t("record.timeline.title")}>
      <div className="k-panel-head">
        <h2 style={{ fontSize: 13 }}>{t("record.timeline.title")}</h2>
        {link ? (
          <div className="k-composer-types" style={{ margin: 0 }}>
            {(["all", "activity", "history"] as const).map((s) => (
              <button key={s} type="button" aria-pressed={s === shown} onClick={() => setShown(s)}>
                {t(`record.timeline.${s}`)}
              </button>
            ))}
          </div>
        ) : null}
      </div>
      {link?.activity.can.create ? <Composer activity={link.activity} about={{ [link.field]: record.id }} /> : null}
      {history.isPending ? <BoneRows count={4} /> : null}
      {history.isSuccess && entries.length === 0 ? <p className="k-muted">{t("record.timeline.none")}</p> : null}
      <ol className="k-timeline" style={entries.length === 0 ? { display: "none" } : undefined}>
        {entries.map((e) =>
          e.kind === "activity" ? (
            <ActivityEvent key={e.key} activity={e.activity} object={link?.activity as ObjectInfo} />
          ) : (
            <HistoryEvent key={e.key} entry={e.entry} object={object} />
          ),
        )}
      </ol>
      {history.hasNextPage && shown !== "activity" ? (
        <button type="button" className="k-link-button" onClick={() => void history.fetchNextPage()}>
          {t("record.timeline.earlier")}
        </button>
      ) : null}
    </section>
  );
}
